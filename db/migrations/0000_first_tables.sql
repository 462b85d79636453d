CREATE TABLE `briefs` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`source` text NOT NULL,
	`source_name` text,
	`source_sha256` text NOT NULL,
	`origin` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `dimensions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`brief_id` text NOT NULL,
	`key` text NOT NULL,
	`position` integer NOT NULL,
	`content` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`brief_id`) REFERENCES `briefs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `dimensions_brief` ON `dimensions` (`brief_id`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`brief_id` text NOT NULL,
	`variant_id` text NOT NULL,
	`why` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`brief_id`) REFERENCES `briefs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `decisions_brief` ON `decisions` (`brief_id`);--> statement-breakpoint
CREATE TABLE `flags` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`variant_id` text NOT NULL,
	`reviewer` text NOT NULL,
	`flag` text NOT NULL,
	`retracts` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`retracts`) REFERENCES `flags`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `flags_variant` ON `flags` (`variant_id`);--> statement-breakpoint
CREATE TABLE `directions` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`position` integer NOT NULL,
	`point` text NOT NULL,
	`statement` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `directions_position` ON `directions` (`round_id`,`position`);--> statement-breakpoint
CREATE TABLE `round_events` (
	`round_id` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`variant_id` text,
	`data` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`round_id`, `seq`),
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`brief_id` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`settings` text NOT NULL,
	`owner` text,
	`cancel_requested_at` integer,
	`created_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`brief_id`) REFERENCES `briefs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner`) REFERENCES `workers`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rounds_number` ON `rounds` (`brief_id`,`number`);--> statement-breakpoint
CREATE INDEX `rounds_status` ON `rounds` (`status`);--> statement-breakpoint
CREATE TABLE `workers` (
	`id` text PRIMARY KEY NOT NULL,
	`host` text NOT NULL,
	`pid` integer NOT NULL,
	`started_at` integer NOT NULL,
	`heartbeat_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `captures` (
	`id` text PRIMARY KEY NOT NULL,
	`variant_id` text NOT NULL,
	`viewport` text NOT NULL,
	`theme` text NOT NULL,
	`state` text,
	`status` text NOT NULL,
	`html_sha256` text NOT NULL,
	`image_sha256` text,
	`thumb_sha256` text,
	`width` integer,
	`height` integer,
	`facts` text,
	`error_code` text,
	`error_message` text,
	`browser` text,
	`ms` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `captures_variant` ON `captures` (`variant_id`);--> statement-breakpoint
CREATE TABLE `variant_parents` (
	`variant_id` text NOT NULL,
	`parent_id` text NOT NULL,
	PRIMARY KEY(`variant_id`, `parent_id`),
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`parent_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `variants` (
	`id` text PRIMARY KEY NOT NULL,
	`brief_id` text NOT NULL,
	`round_id` text NOT NULL,
	`direction_id` text NOT NULL,
	`number` integer NOT NULL,
	`status` text NOT NULL,
	`photos` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`cut_offs` integer DEFAULT 0 NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`prompt_sha256` text,
	`reply_sha256` text,
	`reply_finish` text,
	`html_sha256` text,
	`title` text,
	`medium` text,
	`reading_steps` text NOT NULL,
	`error_code` text,
	`error_message` text,
	`input_tokens` integer,
	`output_tokens` integer,
	`cost` real,
	`ms` integer,
	`chars_written` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`brief_id`) REFERENCES `briefs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`round_id`) REFERENCES `rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`direction_id`) REFERENCES `directions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `variants_number` ON `variants` (`brief_id`,`number`);--> statement-breakpoint
CREATE INDEX `variants_round` ON `variants` (`round_id`,`status`);