CREATE TABLE `basket_parts` (
	`id` text PRIMARY KEY NOT NULL,
	`brief_id` text NOT NULL,
	`variant_id` text NOT NULL,
	`element_id` text,
	`take` text NOT NULL,
	`remark` text NOT NULL,
	`viewport` text NOT NULL,
	`theme` text NOT NULL,
	`state` text,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`brief_id`) REFERENCES `briefs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `basket_parts_brief` ON `basket_parts` (`brief_id`);--> statement-breakpoint
CREATE TABLE `merges` (
	`id` text PRIMARY KEY NOT NULL,
	`brief_id` text NOT NULL,
	`variant_id` text NOT NULL,
	`recipe` text NOT NULL,
	`proof` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`brief_id`) REFERENCES `briefs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `merges_variant_id_unique` ON `merges` (`variant_id`);--> statement-breakpoint
CREATE INDEX `merges_brief` ON `merges` (`brief_id`);--> statement-breakpoint
CREATE TABLE `note_events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`note_id` text NOT NULL,
	`kind` text NOT NULL,
	`author` text NOT NULL,
	`text` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`note_id`) REFERENCES `notes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `note_events_id_unique` ON `note_events` (`id`);--> statement-breakpoint
CREATE INDEX `note_events_note` ON `note_events` (`note_id`,`seq`);--> statement-breakpoint
CREATE TABLE `notes` (
	`id` text PRIMARY KEY NOT NULL,
	`brief_id` text NOT NULL,
	`variant_id` text NOT NULL,
	`html_sha256` text,
	`author` text NOT NULL,
	`intent` text NOT NULL,
	`criterion` text,
	`text` text NOT NULL,
	`target` text NOT NULL,
	`evidence` text,
	`crop_sha256` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`brief_id`) REFERENCES `briefs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notes_brief` ON `notes` (`brief_id`);--> statement-breakpoint
CREATE INDEX `notes_variant` ON `notes` (`variant_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_variant_parents` (
	`variant_id` text NOT NULL,
	`position` integer NOT NULL,
	`parent_id` text NOT NULL,
	`role` text NOT NULL,
	`keep` text NOT NULL,
	`change` text NOT NULL,
	PRIMARY KEY(`variant_id`, `position`),
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_variant_parents`("variant_id", "position", "parent_id", "role", "keep", "change") SELECT "variant_id", row_number() OVER (PARTITION BY "variant_id") - 1, "parent_id", 'parent', '', '' FROM `variant_parents`;--> statement-breakpoint
DROP TABLE `variant_parents`;--> statement-breakpoint
ALTER TABLE `__new_variant_parents` RENAME TO `variant_parents`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `variant_parents_parent` ON `variant_parents` (`parent_id`);