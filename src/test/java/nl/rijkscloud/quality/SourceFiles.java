package nl.rijkscloud.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The source files of this project, found from its root, without generated ones. */
final class SourceFiles {
    private static final List<String> ROOTS = List.of("src", "webroot", "loadtests/src");
    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", "vendor");

    private SourceFiles() {}

    static List<Path> of(String... extensions) {
        return of(ROOTS, extensions);
    }

    static List<Path> of(List<String> roots, String... extensions) {
        return roots.stream().map(Path::of).filter(Files::isDirectory).flatMap(SourceFiles::walk)
                .filter(file -> Stream.of(extensions).anyMatch(extension -> file.toString().endsWith("." + extension)))
                .filter(file -> Stream.of(file.toString().split("/")).noneMatch(NOT_OURS::contains))
                .sorted().toList();
    }

    /** The forbidden lines, each with its file. */
    static List<String> linesWhere(Predicate<String> found, String... extensions) {
        return linesWhere(found, of(extensions));
    }

    static List<String> linesWhere(Predicate<String> found, List<Path> files) {
        return files.stream()
                .flatMap(file -> lines(file).stream().filter(found).map(line -> file + ": " + line.strip())).toList();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Path> walk(Path root) {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
