CREATE TABLE `marks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`batch` text NOT NULL,
	`variant_id` text NOT NULL,
	`reviewer` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`retracts` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`retracts`) REFERENCES `marks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `marks_variant` ON `marks` (`variant_id`);--> statement-breakpoint
CREATE INDEX `marks_batch` ON `marks` (`batch`);--> statement-breakpoint
CREATE INDEX `marks_retracts` ON `marks` (`retracts`);--> statement-breakpoint
INSERT INTO `marks` (`id`, `batch`, `variant_id`, `reviewer`, `kind`, `value`, `retracts`, `created_at`)
	SELECT `id`, 'm_' || printf('%020x', coalesce(`retracts`, `id`)), `variant_id`, `reviewer`, 'flag', `flag`, `retracts`, `created_at` FROM `flags` ORDER BY `id`;--> statement-breakpoint
DROP TABLE `flags`;