package nl.rijkscloud.config;

import java.nio.file.Path;
import java.util.Optional;

/** @param publicKeyFile the public half of the recovery key; without it nobody can help once all links are lost */
public record Recovery(Optional<Path> publicKeyFile) {}
