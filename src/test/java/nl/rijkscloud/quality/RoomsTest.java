package nl.rijkscloud.quality;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rooms and their order: a room knows only rooms on lower floors, so that two rooms on one floor do not know each
 * other and no circle can arise. To add a room, add it to {@link #FLOORS}.
 */
class RoomsTest {
    /** From the ground up. */
    private static final List<List<String>> FLOORS = List.of(
            List.of("floe", "kernel", "typed"),
            List.of("config"),
            List.of("content", "vault", "db"),
            List.of("platform"),
            List.of("blob", "period", "connection"),
            List.of("http"),
            List.of("limit", "audit", "pages"),
            List.of("outbox"),
            List.of("mail", "sms", "staff", "link"),
            List.of("code"),
            List.of("document"),
            List.of("transfer"),
            List.of("access"),
            List.of("request"),
            List.of("compose"),
            List.of("sending", "submission", "opening", "signin", "custodian"),
            List.of("upload", "stream"),
            List.of("resume", "download", "report"),
            List.of("oversight", "privacy"),
            List.of("startup"),
            List.of("ops", "cli"),
            List.of("portal"));

    private static final int MOST_FILES = 25;
    private static final String OURS = "nl.rijkscloud.";
    private static final Path SOURCES = Path.of("src/main/java/nl/rijkscloud");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/demo/"))
            .importPackages("nl.rijkscloud");

    @Test
    void everyRoomHasAFloor() {
        assertThat(FLOORS.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(
                classes.stream().map(RoomsTest::room).filter(room -> !room.isEmpty()).distinct().toList());
    }

    @Test
    void roomsKnowOnlyLowerFloors() {
        var upward = classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(RoomsTest::isUpward)
                .map(dependency -> dependency.getOriginClass().getName() + " -> " + dependency.getTargetClass()
                        .getName())
                .distinct()
                .sorted();
        assertThat(upward).isEmpty();
    }

    @Test
    void noRoomHasTooManyFiles() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var crowded = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(groupingBy(file -> file.getParent().getFileName().toString(), counting()))
                    .entrySet().stream()
                    .filter(room -> room.getValue() > MOST_FILES);
            assertThat(crowded).isEmpty();
        }
    }

    private static boolean isUpward(Dependency dependency) {
        var from = room(dependency.getOriginClass());
        var to = room(dependency.getTargetClass());
        return !from.isEmpty() && !to.isEmpty() && !from.equals(to) && floor(to) >= floor(from);
    }

    private static int floor(String room) {
        return IntStream.range(0, FLOORS.size()).filter(floor -> FLOORS.get(floor).contains(room)).findFirst()
                .orElseThrow();
    }

    /**
     * The first package below {@code nl.rijkscloud}; empty for other packages, arrays of primitives and the launcher.
     */
    private static String room(JavaClass type) {
        var name = type.getBaseComponentType().getPackageName();
        return name.startsWith(OURS) ? Stream.of(name.substring(OURS.length()).split("\\.")).findFirst()
                .orElseThrow() : "";
    }
}
