package nl.rijkscloud.quality;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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
            List.of("platform", "bucket", "keys"),
            List.of("blob", "period", "ledger", "connection", "scan"),
            List.of("http"),
            List.of("limit", "audit", "pages", "statement"),
            List.of("outbox"),
            List.of("mail", "sms", "staff", "link"),
            List.of("code"),
            List.of("document", "checklist"),
            List.of("transfer"),
            List.of("access", "bounce"),
            List.of("request", "triage", "uncollected", "news"),
            List.of("compose"),
            List.of("networktest", "phone", "sending", "submission", "template", "opening", "readout", "signin",
                    "contact", "custodian",
                    "restore", "scrub"),
            List.of("upload", "stream"),
            List.of("resume", "download", "report"),
            List.of("oversight", "privacy", "proof", "hold", "held", "helpdesk", "statistics", "administration",
                    "leaver", "recovery"),
            List.of("startup", "maintenance"),
            List.of("doctor"),
            List.of("ops", "cli"),
            List.of("portal"));

    /** Rooms without parts to join, each with the reason. */
    private static final List<String> WITHOUT_WIRING = List.of(
            "kernel", // functions and values that every room uses by itself
            "checklist", // one keeper of states without parts, which RequestWiring makes
            "typed", // values that people typed, made by their reader
            "config", // one record, made by one reader before anything else
            "vault", // keys and seals; Platform holds those that rooms share
            "keys", // a start opens them before there is a Platform
            "db", // App opens the one Database before there is a Platform
            "bucket", // one client, which the place of the blobs makes before there is a Platform
            "platform", // is what every wiring is made from
            "connection", // wraps the connections of the server, before there is a request
            "http", // guards, whose order around all rooms' routes portal decides
            "pages", // portal renders pages once, and hands them to several rooms
            "startup", // runs before the rooms exist
            "maintenance", // one state, which a command changes and portal obeys
            "leaver", // one command makes it
            "doctor", // looks from outside, like startup
            "ops", // health and metrics outlive the rooms: they answer before and after them
            "cli"); // commands make the few parts that they need

    /**
     * All that portal sees of other rooms besides their wirings: the brake that several rooms obey, the streams that a
     * stop counts, and the failure of period keys that refuses a start.
     */
    private static final Set<String> SEEN_BY_PORTAL = Set.of("DestructionBrake", "ActiveStreams", "PeriodKeys");

    private static final int MOST_FILES = 25;
    private static final int MOST_LINES_OF_A_WIRING = 60;
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

    @Test
    void wiringsAreShort() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            var lengths = files.filter(file -> file.toString().endsWith("Wiring.java"))
                    .collect(toMap(file -> file.getFileName().toString(), RoomsTest::linesOfCode));
            assertThat(lengths).isNotEmpty()
                    .allSatisfy((file, lines) -> assertThat(lines).isLessThanOrEqualTo(MOST_LINES_OF_A_WIRING));
        }
    }

    @Test
    void portalSeesRoomsThroughTheirWirings() {
        var seen = classes.stream()
                .filter(type -> room(type).equals("portal"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> topLevel(dependency.getTargetClass()))
                .filter(type -> !List.of("", "portal").contains(room(type)) && !WITHOUT_WIRING.contains(room(type)))
                .filter(type -> !isWiring(type))
                .map(JavaClass::getSimpleName)
                .collect(toSet());
        assertThat(seen).isEqualTo(SEEN_BY_PORTAL);
    }

    @Test
    void noTypeIsPublicOnlyForPortal() {
        var alone = classes.stream()
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !isWiring(type) && !WITHOUT_WIRING.contains(room(type)))
                .filter(type -> rooms(type).equals(Set.of("portal")))
                .map(JavaClass::getSimpleName)
                .collect(toSet());
        assertThat(SEEN_BY_PORTAL).containsAll(alone);
    }

    /** The other rooms that use a type or one that is nested in it. */
    private Set<String> rooms(JavaClass type) {
        return classes.stream()
                .filter(used -> topLevel(used).equals(type))
                .flatMap(used -> used.getDirectDependenciesToSelf().stream())
                .map(dependency -> room(dependency.getOriginClass()))
                .filter(user -> !user.equals(room(type)))
                .collect(toSet());
    }

    private static boolean isWiring(JavaClass type) {
        return type.getSimpleName().endsWith("Wiring");
    }

    private static JavaClass topLevel(JavaClass type) {
        var named = type.getBaseComponentType();
        return named.getEnclosingClass().map(RoomsTest::topLevel).orElse(named);
    }

    /** Counts imports too, but no blank lines and no comments. */
    private static long linesOfCode(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("/") && !line.startsWith("*"))
                    .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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
