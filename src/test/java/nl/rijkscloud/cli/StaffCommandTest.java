package nl.rijkscloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.staff.Argon2id;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the command as an operator does, on a real configuration file and a real database. */
final class StaffCommandTest {
    private static final String PASSWORD = "vier losse woorden samen";

    private final Config.Database database = TestDatabase.fresh();

    @TempDir
    Path folder;

    private Path file;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void configure() throws IOException {
        file = CommandConfig.write(folder, database);
    }

    private Run run(String input, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var code = new CommandLine(new StaffCommand(PasswordPrompt.of(in), Map.of()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of(arguments), Stream.of("--config", file.toString()))
                        .toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private Run add() {
        return run(PASSWORD + "\n", "add", "--name", "Jan", "--email", "Jan@igj.nl", "--mobile", "06-12345678");
    }

    @Test
    void addsAnAccountWithThePasswordFromTheInput() {
        var run = add();

        assertThat(run).isEqualTo(new Run(0, "jan@igj.nl can sign in; codes go to the number that ends in 78."
                + System.lineSeparator(), ""));
        assertThat(new Argon2id(new SecureRandom()).matches(PASSWORD, value("select password_hash from staff")))
                .isTrue();
        assertThat(value("select mobile from staff")).isEqualTo("+31612345678");
    }

    @Test
    void passwordIsNeverAnArgument() {
        var run = run("", "add", "--name", "Jan", "--email", "jan@igj.nl", "--mobile", "0612345678", "--password",
                PASSWORD);

        assertThat(run.code()).isEqualTo(2);
        assertThat(value("select count(*) from staff")).isEqualTo("0");
    }

    @Test
    void departmentsAreCreatedAndJoined() {
        add();

        assertThat(run("", "department", "--email", "meldpunt@igj.nl", "--name", "Meldpunt").code()).isZero();
        assertThat(run("", "join", "--email", "jan@igj.nl", "--department", "meldpunt@igj.nl").code()).isZero();

        assertThat(value("select count(*) from department_member")).isEqualTo("1");
    }

    @Test
    void changesPasswordAndCloses() {
        add();
        var before = value("select password_hash from staff");

        assertThat(run("heel iets anders nu\n", "password", "--email", "jan@igj.nl").code()).isZero();
        assertThat(run("", "disable", "--email", "jan@igj.nl").code()).isZero();

        assertThat(value("select password_hash from staff")).isNotEqualTo(before);
        assertThat(value("select count(disabled_at) from staff")).isEqualTo("1");
    }

    @Test
    void mistakenDisableIsUndone() {
        add();
        run("", "disable", "--email", "jan@igj.nl");

        assertThat(run("", "enable", "--email", "jan@igj.nl"))
                .isEqualTo(new Run(0, "jan@igj.nl can sign in again." + System.lineSeparator(), ""));

        assertThat(value("select count(*) from staff where disabled_at is null and password_hash is not null"))
                .isEqualTo("1");
        assertThat(lastActions(2)).isEqualTo("account-disabled,account-enabled");
    }

    @Test
    void numberNameAndAddressChangeAndEarlierTransfersStayOpen() {
        add();
        TestDatabase.sql(database, """
                insert into session (id, staff_id, created_at, seen_at, expires_at)
                select 'a session', id, now(), now(), now() + interval '1 hour' from staff""");

        assertThat(run("", "name", "--email", "jan@igj.nl", "--name", "Jan de Vries").code()).isZero();
        assertThat(value("select count(staff_id) from session")).isEqualTo("1");
        assertThat(run("", "mobile", "--email", "jan@igj.nl", "--mobile", "06-87654321").out())
                .contains("the number that ends in 21");
        assertThat(value("select count(staff_id) from session")).isEqualTo("0");
        assertThat(run("", "address", "--email", "jan@igj.nl", "--new", "J.deVries@igj.nl").code()).isZero();

        assertThat(value("select email || ' ' || name || ' ' || mobile from staff"))
                .isEqualTo("j.devries@igj.nl Jan de Vries +31687654321");
        assertThat(value("select department_email from department_member")).isEqualTo("jan@igj.nl");
        assertThat(lastActions(6)).isEqualTo(
                "account-changed,mobile-changed,account-changed,department-added,department-joined,department-joined");
        assertThat(run("", "address", "--email", "j.devries@igj.nl", "--new", "jan@example.nl").code()).isEqualTo(1);
        assertThat(run("", "mobile", "--email", "j.devries@igj.nl", "--mobile", "088-120 5000").code()).isEqualTo(1);
    }

    @Test
    void addressOfAnotherAccountIsRefused() {
        add();
        run(PASSWORD + "\n", "add", "--name", "Piet", "--email", "piet@igj.nl", "--mobile", "06-12345679");

        assertThat(run("", "address", "--email", "piet@igj.nl", "--new", "jan@igj.nl").err())
                .contains("There is an account with this address already.");
        assertThat(value("select count(*) from department")).isEqualTo("0");
    }

    @Test
    void departmentsAreLeft() {
        add();
        run("", "department", "--email", "meldpunt@igj.nl", "--name", "Meldpunt");
        run("", "join", "--email", "jan@igj.nl", "--department", "meldpunt@igj.nl");

        assertThat(run("", "leave", "--email", "jan@igj.nl", "--department", "Meldpunt@igj.nl").code()).isZero();

        assertThat(value("select count(*) from department_member")).isEqualTo("0");
        assertThat(lastActions(2)).isEqualTo("department-left,department-left");
        assertThat(run("", "leave", "--email", "jan@igj.nl", "--department", "meldpunt@igj.nl").code()).isEqualTo(1);
    }

    @Test
    void listShowsEverybodyAndHidesNumbers() {
        add();
        run("", "disable", "--email", "jan@igj.nl");

        assertThat(run("", "list").out()).contains("jan@igj.nl", "..78", "medewerker", "disabled", "1 accounts")
                .doesNotContain("12345678");
        assertThat(run("", "list", "--csv").out()).contains("jan@igj.nl;Jan;+31612345678;medewerker;-;disabled");
    }

    @Test
    void rolesAreGrantedAndRevoked() {
        add();
        assertThat(value("select roles from staff")).isEqualTo("{medewerker}");

        assertThat(run("", "role", "--email", "jan@igj.nl", "--add", "beheerder").out())
                .isEqualTo("jan@igj.nl is beheerder." + System.lineSeparator());
        assertThat(run("", "role", "--email", "jan@igj.nl", "--remove", "medewerker").code()).isZero();
        assertThat(value("select roles from staff")).isEqualTo("{beheerder}");
        assertThat(value("select string_agg(action || ' ' || actor, ',' order by seq) from audit_entry where action <> "
                + "'account-added'"))
                .isEqualTo("beheerder-given operator,medewerker-taken operator");

        assertThat(run("", "role", "--email", "jan@igj.nl", "--add", "directeur").code()).isEqualTo(2);
        assertThat(run("", "role", "--email", "jan@igj.nl").code()).isEqualTo(2);
        assertThat(run("", "role", "--email", "niemand@igj.nl", "--add", "beheerder").code()).isEqualTo(1);
    }

    @Test
    void accountIsDetachedFromItsIdentity() {
        add();
        TestDatabase.sql(database, "update staff set identity = 'https://login.igj.nl 17'");

        assertThat(run("", "unlink", "--email", "jan@igj.nl").code()).isZero();

        assertThat(TestDatabase.value(database, "select identity from staff")).isEmpty();
        assertThat(value("select action from audit_entry order by seq desc limit 1")).isEqualTo("identity-released");
    }

    @Test
    void refusalIsASentenceAndExitCodeOne() {
        assertThat(run("", "disable", "--email", "nobody@igj.nl"))
                .isEqualTo(new Run(1, "",
                        "staff: There is no account with this e-mail address." + System.lineSeparator()));
        assertThat(run("too short\n", "add", "--name", "Jan", "--email", "jan@igj.nl", "--mobile", "0612345678").err())
                .isEqualTo("staff: A password has 12 to 128 characters." + System.lineSeparator());
        assertThat(run("", "password", "--email", "jan@igj.nl").code()).isEqualTo(1);
    }

    @Test
    void wrongConfigurationIsExitCodeTwoAndSaysWhatIsWrong() throws IOException {
        Files.writeString(file, "nonsense: 1");

        var run = run("", "disable", "--email", "jan@igj.nl");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("nonsense", "database.uri");
    }

    @Test
    void databaseThatIsDownIsSaidWithoutItsPassword() throws IOException {
        Files.writeString(file, Files.readString(file)
                .replace(database.uri().toString(), "postgresql://127.0.0.1:1/none")
                .replace("password: \"" + database.password().reveal() + "\"", "password: \"very secret\""));

        var run = run("", "disable", "--email", "jan@igj.nl");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("staff: database: PostgreSQL does not answer at 127.0.0.1:1")
                .doesNotContain("very secret");
    }

    private String lastActions(int count) {
        return value("select string_agg(action, ',' order by seq) from (select * from audit_entry order by seq "
                + "desc limit " + count + ") as last");
    }

    private String value(String query) {
        return TestDatabase.value(database, query).orElseThrow();
    }
}
