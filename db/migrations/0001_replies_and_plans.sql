CREATE TABLE `replies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`variant_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`turn` integer NOT NULL,
	`purpose` text NOT NULL,
	`sha256` text NOT NULL,
	`finish` text NOT NULL,
	`model` text NOT NULL,
	`input_tokens` integer,
	`output_tokens` integer,
	`cost` real,
	`cost_basis` text,
	`ms` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`variant_id`) REFERENCES `variants`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `replies_turn` ON `replies` (`variant_id`,`attempt`,`turn`);--> statement-breakpoint
ALTER TABLE `dimensions` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `variants` ADD `prompt_version` text;--> statement-breakpoint
ALTER TABLE `variants` ADD `plan` text;--> statement-breakpoint
ALTER TABLE `variants` ADD `source_name` text;--> statement-breakpoint
ALTER TABLE `variants` ADD `cost_basis` text;