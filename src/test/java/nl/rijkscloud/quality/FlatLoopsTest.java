package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Loop;
import org.junit.jupiter.api.Test;

/**
 * Loops over futures are flat: {@link Loop} repeats a step, and no method composes itself, directly or through others.
 * Such a chain holds one future per step, and completing it overflows the stack after some thousand steps.
 */
class FlatLoopsTest {
    /** {@code done = done.compose(...)} in a loop. */
    private static final Pattern CHAIN =
            Pattern.compile("\\b(\\w+)\\s*=\\s*\\1\\s*\\.(compose|flatMap|eventually|transform|recover|andThen)\\(");

    private static final Pattern LOOP = Pattern.compile("^\\s*(for|while) \\(|forEach\\(");

    @Test
    void noMethodComposesItself() {
        var ours = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("nl.rijkscloud");
        assertThat(composingThemselves(ours)).isEmpty();
    }

    @Test
    void methodThatComposesItselfIsFound() {
        assertThat(composingThemselves(new ClassFileImporter().importClasses(Nested.class)))
                .containsExactlyInAnyOrder("Nested.direct", "Nested.there", "Nested.andBack", "Nested.byReference",
                        "Nested.inACallback");
    }

    @Test
    void noLoopChainsFutures() {
        var found = new ArrayList<String>();
        for (var file : SourceFiles.of("java")) {
            if (file.startsWith("src/main") && !file.endsWith("App.java")) { // App chains a dozen closings, once
                chainsInLoops(SourceFiles.lines(file)).forEach(chain -> found.add(file + ": " + chain));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void loopThatChainsFuturesIsFound() {
        var inside = """
                    for (var one : all) {
                        var more = one.more();
                        done = done.compose(before -> work.apply(more));
                    }""";
        var after = """
                    for (var one : all) {
                        count(one);
                    }
                    done = done.compose(before -> work.apply(all));""";
        assertThat(chainsInLoops(inside.lines().toList()))
                .containsExactly("done = done.compose(before -> work.apply(more));");
        assertThat(chainsInLoops(after.lines().toList())).isEmpty();
    }

    /** Finds the loop around a line by indentation: the nearest line above it that is indented less. */
    private static List<String> chainsInLoops(List<String> lines) {
        var found = new ArrayList<String>();
        for (var number = 0; number < lines.size(); number++) {
            var indent = indent(lines.get(number));
            if (CHAIN.matcher(lines.get(number)).find()) {
                for (var above = number - 1; above >= 0 && indent > 0; above--) {
                    var line = lines.get(above);
                    if (!line.isBlank() && indent(line) < indent) {
                        indent = indent(line);
                        if (LOOP.matcher(line).find()) {
                            found.add(lines.get(number).strip());
                        }
                    }
                }
            }
        }
        return found;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<String> composingThemselves(JavaClasses classes) {
        return classes.stream()
                .filter(type -> !type.isEquivalentTo(Loop.class))
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(FlatLoopsTest::looksAtFutures)
                .filter(FlatLoopsTest::reachesItself)
                .map(unit -> unit.getOwner().getSimpleName() + "." + unit.getName())
                .distinct()
                .toList();
    }

    private static boolean looksAtFutures(JavaCodeUnit unit) {
        return unit.getRawReturnType().isAssignableTo(Future.class)
                || calls(unit, "io.vertx.core.Future", "") && !hasWorkers(unit.getOwner());
    }

    /**
     * Each step goes through a worker, and its result arrives as a new task of the event loop: no future is nested, no
     * stack grows.
     */
    private static boolean hasWorkers(JavaClass type) {
        return type.getCodeUnits().stream()
                .anyMatch(unit -> calls(unit, "io.vertx.core.WorkerExecutor", "executeBlocking"));
    }

    private static boolean calls(JavaCodeUnit unit, String owner, String method) {
        return unit.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().getName().equals(owner) && call.getName().startsWith(method));
    }

    /** Follows lambdas and method references within one class only: callbacks between classes are ports. */
    private static boolean reachesItself(JavaCodeUnit start) {
        var seen = new HashSet<JavaCodeUnit>();
        var todo = new ArrayDeque<JavaCodeUnit>(called(start));
        while (!todo.isEmpty()) {
            var next = todo.remove();
            if (next.equals(start)) {
                return true;
            }
            if (seen.add(next)) {
                todo.addAll(called(next));
            }
        }
        return false;
    }

    private static Set<JavaCodeUnit> called(JavaCodeUnit unit) {
        var called = new HashSet<JavaCodeUnit>();
        Stream.<JavaAccess<?>>concat(unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
                .map(JavaAccess::getTarget)
                .map(target -> target.resolveMember().orElse(null))
                .filter(JavaCodeUnit.class::isInstance)
                .map(JavaCodeUnit.class::cast)
                .filter(target -> family(target.getOwner()).equals(family(unit.getOwner())))
                .forEach(called::add);
        return called;
    }

    private static String family(JavaClass type) {
        return type.getName().replaceFirst("\\$.*", "");
    }

    /** The forbidden shapes, and a correct one. */
    @SuppressWarnings("unused")
    private static final class Nested {
        private int left = 10;

        Future<Void> direct() {
            return left-- > 0 ? step().compose(done -> direct()) : Future.succeededFuture();
        }

        Future<Void> there() {
            return step().compose(done -> left > 0 ? andBack() : Future.succeededFuture());
        }

        private Future<Void> andBack() {
            return step().compose(done -> there());
        }

        Future<Void> byReference(Void done) {
            return step().compose(this::byReference);
        }

        void inACallback() {
            step().onSuccess(done -> inACallback());
        }

        Future<Void> flat() {
            return Loop.whileTrue(() -> step().map(done -> left > 0));
        }

        private Future<Void> step() {
            left--;
            return Future.succeededFuture();
        }
    }
}
