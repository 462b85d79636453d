CREATE TABLE `motion_strips` (
	`id` text PRIMARY KEY NOT NULL,
	`variant_id` text NOT NULL,
	`html_sha256` text NOT NULL,
	`viewport` text NOT NULL,
	`theme` text NOT NULL,
	`trigger` text NOT NULL,
	`reduced` integer NOT NULL,
	`status` text NOT NULL,
	`frames` text NOT NULL,
	`animations` text NOT NULL,
	`error_code` text,
	`error_message` text,
	`browser` text,
	`ms` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `motion_strips_variant` ON `motion_strips` (`variant_id`);--> statement-breakpoint
ALTER TABLE `briefs` ADD `recipe` text;--> statement-breakpoint
ALTER TABLE `captures` ADD `pose` text DEFAULT 'rest' NOT NULL;