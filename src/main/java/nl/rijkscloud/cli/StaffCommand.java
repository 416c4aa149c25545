package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Function;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.Argon2id;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.StaffImport;
import nl.rijkscloud.staff.StaffRegister;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code staff}: creates and closes accounts. Works on the database of the portal's own configuration, whether the
 * portal runs or not. Changes take effect at once and are in the audit log.
 *
 * <p>Exit codes: 0 done, 1 refused or the database failed, 2 wrong options or a wrong configuration.
 */
@Command(
        name = "staff",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {StaffImportCommand.class, StaffLeaverCommand.class},
        description = "Accounts and departments of the organisation.")
public final class StaffCommand {
    static final int FAILED = 1;
    static final int REFUSED = 2;

    private final PasswordPrompt passwords;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOption installation;

    public StaffCommand() {
        this(PasswordPrompt.ofProcess(), System.getenv());
    }

    StaffCommand(PasswordPrompt passwords, Map<String, String> environment) {
        this.passwords = passwords;
        this.environment = environment;
    }

    @Command(name = "add", mixinStandardHelpOptions = true,
            description = "Makes an account. Asks for its password, or reads it from standard input.")
    int add(
            @Option(names = "--name", required = true) String name,
            @Option(names = "--email", required = true,
                    description = "In one of the organisation's domains.") String email,
            @Option(names = "--mobile", required = true, description = "The number for sign-in codes.") String mobile)
            throws IOException {
        return withPassword((staff, password) -> staff.add(name, email, mobile, password).map(added ->
                added.email() + " can sign in; codes go to the number that ends in " + added.mobile().orElseThrow()
                .ending() + "."));
    }

    @Command(name = "disable", mixinStandardHelpOptions = true,
            description = "Closes an account and signs its owner out.")
    int disable(@Option(names = "--email", required = true) String email) {
        return onRegister(staff -> staff.disable(email).map(email + " can no longer sign in."));
    }

    @Command(name = "enable", mixinStandardHelpOptions = true,
            description = "Opens a disabled account again, unchanged.")
    int enable(@Option(names = "--email", required = true) String email) {
        return onRegister(staff -> staff.enable(email).map(email + " can sign in again."));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows all accounts.")
    int list(@Option(names = "--csv", description = "As a list that staff import reads.") boolean csv) {
        return onRegister(
                staff -> staff.list().map(members -> csv ? StaffListing.csv(members) : StaffListing.table(members)));
    }

    @Command(name = "mobile", mixinStandardHelpOptions = true,
            description = "Sends somebody's sign-in codes to another number, and signs them out.")
    int mobile(@Option(names = "--email", required = true) String email,
            @Option(names = "--mobile", required = true) String mobile) {
        return onRegister(staff -> staff.setMobile(email, mobile).map(person ->
                "Codes of " + person.email() + " go to the number that ends in " + person.mobile().orElseThrow()
                .ending() + "."));
    }

    @Command(name = "name", mixinStandardHelpOptions = true, description = "Gives an account another name.")
    int name(@Option(names = "--email", required = true) String email,
            @Option(names = "--name", required = true) String name) {
        return onRegister(staff -> staff.setName(email, name).map(email + " has another name."));
    }

    @Command(name = "address", mixinStandardHelpOptions = true,
            description =
            {"Gives an account another e-mail address.", "What was sent to the old one can still be opened."})
    int address(
            @Option(names = "--email", required = true, description = "The old one.") String email,
            @Option(names = "--new", required = true,
                    description = "In one of the organisation's domains.") String other) {
        return onRegister(staff -> staff.setEmail(email, other).map(
                email + " is " + other + " from now on, and still opens what was sent to " + email + "."));
    }

    @Command(name = "leave", mixinStandardHelpOptions = true, description = "Takes somebody out of a department.")
    int leave(
            @Option(names = "--email", required = true) String email,
            @Option(names = "--department", required = true, description = "Its e-mail address.") String department) {
        return onRegister(staff -> staff.leave(email, department)
                .map(email + " no longer opens what is sent to " + department + "."));
    }

    @Command(name = "password", mixinStandardHelpOptions = true,
            description = "Gives an account another password and signs its owner out.")
    int password(@Option(names = "--email", required = true) String email) throws IOException {
        return withPassword((staff, password) ->
                staff.setPassword(email, password).map(email + " has another password."));
    }

    @Command(name = "unlock", mixinStandardHelpOptions = true,
            description = "Lets somebody try again after too many failed sign-ins in a row.")
    int unlock(@Option(names = "--email", required = true) String email) {
        return onRegister(staff -> staff.unlock(email).map(email + " can try again."));
    }

    @Command(name = "sign-out", mixinStandardHelpOptions = true,
            description = "Signs somebody out in every browser, and makes all of them unknown.")
    int signOut(@Option(names = "--email", required = true) String email) {
        return onRegister(staff -> staff.signOut(email).map(email + " is signed out everywhere."));
    }

    @Command(name = "department", mixinStandardHelpOptions = true,
            description = "Adds a department, to which documents can be sent.")
    int department(
            @Option(names = "--email", required = true) String email,
            @Option(names = "--name", required = true) String name) {
        return onRegister(staff -> staff.addDepartment(email, name)
                .map(email + " is a department. Let people join it."));
    }

    @Command(name = "join", mixinStandardHelpOptions = true,
            description = "Lets somebody open transfers to a department.")
    int join(
            @Option(names = "--email", required = true) String email,
            @Option(names = "--department", required = true, description = "Its e-mail address.") String department) {
        return onRegister(staff -> staff.join(email, department)
                .map(email + " opens what is sent to " + department + "."));
    }

    @Command(name = "role", mixinStandardHelpOptions = true,
            description = "Gives somebody a role or takes it away.")
    int role(
            @Option(names = "--email", required = true) String email,
            @ArgGroup(multiplicity = "1") RoleChange change) {
        return onRegister(staff -> staff.setRole(email, change.role(), change.add != null)
                .map(email + (change.add != null ? " is " : " is no longer ") + change.role().code() + "."));
    }

    @Command(name = "unlink", mixinStandardHelpOptions = true,
            description = "Separates an account from its identity at the provider, after that was made anew.")
    int unlink(@Option(names = "--email", required = true) String email) {
        return onRegister(staff -> staff.unlink(email).map(
                "Whoever signs in next at the identity provider with " + email + " gets this account."));
    }

    /** One of the two. */
    static final class RoleChange {
        @Option(names = "--add", required = true, paramLabel = "ROLE", converter = RoleCode.class,
                completionCandidates = RoleCodes.class, description = "${COMPLETION-CANDIDATES}.")
        private @Nullable Role add;

        @Option(names = "--remove", required = true, paramLabel = "ROLE", converter = RoleCode.class)
        private Role remove; // set when add is not

        Role role() {
            return add != null ? add : remove;
        }
    }

    /** The codes of all roles, for the help text. */
    static final class RoleCodes extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        RoleCodes() {
            super(Role.codes());
        }
    }

    static final class RoleCode implements ITypeConverter<Role> {
        @Override
        public Role convert(String code) {
            return Role.of(code).orElseThrow(() -> new TypeConversionException("no such role"));
        }
    }

    private interface PasswordWork {
        Future<String> run(StaffRegister staff, String password);
    }

    private int withPassword(PasswordWork work) throws IOException {
        var password = passwords.read();
        return password.isPresent()
                ? onRegister(staff -> work.run(staff, password.get()))
                : failed(FAILED, "no password was given, or not the same twice");
    }

    private int onRegister(Function<StaffRegister, Future<String>> work) {
        return on(it -> work.apply(register(it)));
    }

    /** Runs the work and prints its last sentence, or the reason of its failure. */
    int on(Function<Installation, Future<String>> work) {
        try {
            var done = installation.use(environment, work);
            spec.commandLine().getOut().println(done);
            return 0;
        } catch (Installation.Refused refused) {
            return failed(REFUSED, refused.getMessage());
        } catch (Failure refused) {
            return failed(FAILED, refused.getMessage());
        } catch (RuntimeException broken) {
            // the class only, because a driver's message may quote the statement
            return failed(FAILED, "the database cannot be used: " + broken.getClass().getSimpleName());
        }
    }

    static StaffImport imports(Installation it) {
        return new StaffImport(
                it.vertx(), it.database(), it.config().organisation().domains(),
                it.config().staff().signIn() == Config.SignIn.LOCAL, new Argon2id(new SecureRandom()), it.clock(),
                it.audit(), Actor.OPERATOR);
    }

    InputStream input() {
        return passwords.input();
    }

    private static StaffRegister register(Installation it) {
        return new StaffRegister(
                it.vertx(), it.database(), it.config().organisation().domains(), new Argon2id(new SecureRandom()),
                it.clock(), it.audit(), Actor.OPERATOR);
    }

    int failed(int code, String why) {
        spec.commandLine().getErr().println("staff: " + why);
        return code;
    }
}
