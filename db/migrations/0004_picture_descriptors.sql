CREATE TABLE `descriptors` (
	`image_sha256` text NOT NULL,
	`version` integer NOT NULL,
	`bytes` blob NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`image_sha256`, `version`)
);
