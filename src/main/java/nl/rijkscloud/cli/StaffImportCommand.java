package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.FirstPasswords;
import nl.rijkscloud.staff.StaffImport;
import nl.rijkscloud.staff.StaffPlan;
import nl.rijkscloud.staff.StaffRegister.StaffMember;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code staff import}: shows the changes that a list of people would make, and with {@code --apply} makes them, all or
 * nothing.
 */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
        {"Compares a list of people (CSV with the columns email, name, mobile, departments, roles) with the accounts,",
            "and shows what would be added and changed. Does nothing without --apply."})
final class StaffImportCommand implements Callable<Integer> {
    @ParentCommand
    private StaffCommand staff;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = {"The list, or - for standard input.",
            "Empty cells leave things as they are; \"-\" means no department."})
    private Path file;

    @Option(names = "--apply", description = "Carries the changes out, in one transaction.")
    private boolean apply;

    @Option(names = "--dry-run", description = "Only shows the changes, as without --apply.")
    private boolean dryRun;

    @Option(names = "--disable-absent", description = "Also closes the accounts of people who are not in the list.")
    private boolean disableAbsent;

    @Option(names = "--passwords", paramLabel = "NEW-FILE",
            description = "Makes a password for each person in the list who has none, and writes all to this new file, "
            + "to be handed out.")
    private @Nullable Path passwords;

    @Override
    public Integer call() {
        if (apply && dryRun) {
            return staff.failed(StaffCommand.REFUSED, "--apply and --dry-run exclude each other");
        }
        byte[] list;
        try {
            list = file.toString().equals("-") ? staff.input().readAllBytes() : Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            return staff.failed(StaffCommand.FAILED, file + ": there is no such file");
        } catch (IOException unreadable) {
            return staff.failed(StaffCommand.FAILED, file + ": cannot be read");
        }
        return staff.on(it -> {
            var imports = StaffCommand.imports(it);
            return imports.plan(list).compose(plan -> {
                show(plan);
                if (!plan.mistakes().isEmpty()) {
                    return Future.failedFuture(refusal("the list has mistakes; nothing was done"));
                }
                return apply
                        ? apply(imports, list, plan).map(done -> done + withoutPassword(it.config(), plan))
                        : Future.succeededFuture("Nothing was done. With --apply it is.");
            });
        });
    }

    private Future<String> apply(StaffImport imports, byte[] list, StaffPlan plan) {
        var first = passwords == null
                ? Future.<Map<String, FirstPasswords.Password>>succeededFuture(Map.of())
                : imports.firstPasswords(plan).map(this::keep);
        return first.compose(made -> imports
                .apply(list, plan.digest(list, disableAbsent), made, disableAbsent)
                .map("Done." + (made.isEmpty() ? "" : " " + made.size() + " first passwords are in " + passwords
                        + "; hand them out and remove it."))
                .onFailure(failed -> discard(made)));
    }

    private String withoutPassword(Config config, StaffPlan plan) {
        return passwords != null || plan.added().isEmpty() || config.staff().signIn() != Config.SignIn.LOCAL
                ? ""
                : " The new accounts have no password yet: the same command with --passwords, or staff password, "
                + "gives one.";
    }

    /**
     * Writes the file before any account has such a password: a needless file is better than accounts that no one can
     * open.
     */
    private Map<String, FirstPasswords.Password> keep(Map<String, FirstPasswords.Password> made) {
        if (made.isEmpty()) {
            return made;
        }
        var lines = new StringBuilder("email;password\n");
        made.forEach((email, password) -> lines.append(email).append(';').append(password.text()).append('\n'));
        try (var channel = FileChannel.open(
                passwords, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            var bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return made;
        } catch (FileAlreadyExistsException there) {
            throw refusal(passwords + " exists already; nothing was done");
        } catch (IOException unwritable) {
            throw refusal(passwords + " cannot be written; nothing was done");
        }
    }

    private void discard(Map<String, FirstPasswords.Password> made) {
        if (!made.isEmpty()) {
            try {
                Files.deleteIfExists(passwords);
            } catch (IOException stays) {
                out().println(passwords + " could not be removed; its passwords open nothing");
            }
        }
    }

    private void show(StaffPlan plan) {
        var out = out();
        plan.mistakes().forEach(mistake -> spec.commandLine().getErr().println("staff: " + mistake.sentence()));
        plan.added().forEach(change -> out.println("add      " + change.after().email()));
        plan.changed().forEach(
                change -> out.println("change   " + change.after().email() + ": " + String.join(", ", change.what())));
        plan.absent().forEach(member -> out.println((disableAbsent ? "disable  " : "absent   ") + email(member)));
        plan.closed().forEach(member ->
                out.println("closed   " + email(member) + ": in the list, but disabled; staff enable opens it"));
        out.println(plan.added().size() + " to add, " + plan.changed().size() + " to change, " + plan.absent()
                .size() + " not in the list ("
                + (disableAbsent ? "to be disabled" : "they stay; --disable-absent closes them") + "), "
                + plan.closed().size()
                + " disabled, " + plan.same() + " as they are.");
    }

    private static String email(StaffMember member) {
        return member.staff().email();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static Failure refusal(String sentence) {
        return Failure.of(Failure.Kind.INVALID, "invalid", sentence);
    }
}
