"""What agreements, regions and markets compute: pure functions on frozen inputs."""
