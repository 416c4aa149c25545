package nl.rijkscloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.staff.Argon2id;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Imports a list of people into the accounts of a real database. */
final class StaffImportCommandTest {
    private static final String HEADING = "E-mail;Naam;Mobiel;Afdeling;Rol\n";

    private final Config.Database database = TestDatabase.fresh();

    @TempDir
    Path folder;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void configure() throws IOException {
        CommandConfig.write(folder, database);
        staff("", "department", "--email", "meldpunt@igj.nl", "--name", "Meldpunt");
        staff("", "department", "--email", "zorg@igj.nl", "--name", "Zorg");
    }

    @Test
    void fiveHundredPeopleArePreviewedThenAddedThenUnchanged() throws IOException {
        var list = list(HEADING + IntStream.range(0, 500)
                .mapToObj(i -> "Persoon%d@igj.nl;Persoon %d;06-1234%04d;meldpunt@igj.nl;%s"
                        .formatted(i, i, i, i == 0 ? "medewerker, beheerder" : ""))
                .collect(Collectors.joining("\n")));

        var shown = staff("", "import", list);
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("add      persoon499@igj.nl", "500 to add, 0 to change", "Nothing was done.");
        assertThat(value("select count(*) from staff")).isEqualTo("0");

        var done = staff("", "import", list, "--apply");
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains("Done.", "have no password yet");
        assertThat(value("select count(*) || ' ' || count(password_hash) from staff")).isEqualTo("500 0");
        assertThat(value("select count(*) from department_member")).isEqualTo("500");
        assertThat(value("select roles from staff where email = 'persoon0@igj.nl'"))
                .isEqualTo("{beheerder,medewerker}");
        assertThat(actions())
                .isEqualTo("account-added 500, beheerder-given 1, department-added 2, department-joined 1000");

        assertThat(staff("", "import", list).out())
                .contains("0 to add, 0 to change, 0 not in the list", "500 as they are");
        assertThat(staff(staff("", "list", "--csv").out(), "import", "-").out())
                .contains("0 to add, 0 to change", "500 as they are");
    }

    @Test
    void differencesAreUpdatedAbsentAccountsStayUnlessToldAndClosedOnesStayClosed() throws IOException {
        staff("", "import", list(HEADING + "jan@igj.nl;Jan;0612345678;meldpunt@igj.nl;beheerder\npiet@igj.nl;Piet;"
                + "0612345679;;\nclosed@igj.nl;C;0612345670;;\n"
                + "kees@igj.nl;Kees;0612345671;zorg@igj.nl;\n"), "--apply");
        staff("", "disable", "--email", "closed@igj.nl");
        var list = list(HEADING + "jan@igj.nl;Jan de Vries;0687654321;zorg@igj.nl;\nclosed@igj.nl;C;0612345670;;\n"
                + "kees@igj.nl;Kees;;-;\nnieuw@igj.nl;Nieuw;0612345672;;");

        var shown = staff("", "import", list, "--dry-run", "--disable-absent").out();
        assertThat(shown).contains("add      nieuw@igj.nl", "change   jan@igj.nl: departments, mobile, name",
                "change   kees@igj.nl: departments",
                "disable  piet@igj.nl", "closed   closed@igj.nl", "1 to add, 2 to change, 1 not in the list");

        assertThat(staff("", "import", list, "--apply").code()).isZero();
        assertThat(value("select string_agg(email, ',' order by email) from staff where disabled_at is null"))
                .isEqualTo("jan@igj.nl,kees@igj.nl,nieuw@igj.nl,piet@igj.nl");
        assertThat(value("select name || mobile || roles::text from staff where email = 'jan@igj.nl'"))
                .isEqualTo("Jan de Vries+31687654321{beheerder}");
        assertThat(value("select string_agg(department_email, ',') from department_member")).isEqualTo("zorg@igj.nl");

        assertThat(staff("", "import", list, "--apply", "--disable-absent").code()).isZero();
        assertThat(value("select count(disabled_at) from staff where email in ('piet@igj.nl', 'closed@igj.nl')"))
                .isEqualTo("2");
        assertThat(actions())
                .contains("account-changed 1", "account-disabled 2", "mobile-changed 1", "department-left 4");
    }

    @Test
    void firstPasswordsAreWrittenToANewFileForItsOwnerAndWork() throws IOException {
        var list = list("email,name,mobile\njan@igj.nl,Jan,0612345678\npiet@igj.nl,Piet,0612345679\n");
        staff("", "import", list("email,name,mobile\njan@igj.nl,Jan,0612345678\n"), "--apply");
        var passwords = folder.resolve("passwords.csv");

        assertThat(staff("", "import", list, "--apply", "--passwords", passwords.toString()).out())
                .contains("2 first passwords are in");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwords))).isEqualTo("rw-------");
        var lines = Files.readAllLines(passwords);
        assertThat(lines).hasSize(3).first().isEqualTo("email;password");
        assertThat(lines.subList(1, 3)).allSatisfy(line -> assertThat(new Argon2id(new SecureRandom()).matches(
                line.split(";")[1],
                value("select password_hash from staff where email = '" + line.split(";")[0] + "'"))).isTrue());
        assertThat(actions()).contains("password-changed 1");

        var again = staff("", "import", list("email,name,mobile\nnieuw@igj.nl,N,0612345677\n"), "--apply",
                "--passwords", passwords.toString());
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("exists already");
        assertThat(value("select count(*) from staff")).isEqualTo("2");
    }

    @Test
    void everyMistakeIsNamedWithItsLineAndNothingIsDone() throws IOException {
        var run = staff("", "import", list(HEADING + "jan@example.nl;Jan;0612345678;;\njan@igj.nl;Jan;088-120 5000;;\n"
                + "piet@igj.nl;Piet;;;\nkees@igj.nl;Kees;0612345671;nergens@igj.nl;\nkees@igj.nl;Kees;0612345671;;"
                + "directeur\n;Leeg;0612345678;;\n"
                + "goed@igj.nl;Goed;0612345674;;;en meer\nook.goed@igj.nl;Ook Goed;0612345675;;\nook.goed@igj.nl;Ook "
                + "Goed;0612345675;;"), "--apply");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("line 2: The organisation's addresses end in",
                "line 3: This is not a mobile phone number", "line 4: there is no mobile number",
                "line 5: there is no department nergens@igj.nl", "line 6: \"directeur\" is no role",
                "line 7: This is not an e-mail address",
                "line 8: There are more cells", "line 10: ook.goed@igj.nl stands in the file twice",
                "nothing was done");
        assertThat(value("select count(*) from staff")).isEqualTo("0");
        assertThat(staff("", "import", list("naam;telefoon\nJan;1")).err())
                .contains("line 1: the heading needs email and name", "telefoon");
        assertThat(staff("", "import", folder.resolve("none.csv").toString()).err()).contains("there is no such file");
    }

    @Test
    void lastAdministratorKeepsTheRole() throws IOException {
        staff("", "import", list(HEADING + "jan@igj.nl;Jan;0612345678;;beheerder"), "--apply");

        var run = staff("", "import", list(HEADING + "piet@igj.nl;Piet;0612345679;;"), "--apply", "--disable-absent");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("Nobody would be beheerder any more");
        assertThat(value("select count(*) from staff where disabled_at is null")).isEqualTo("1");
    }

    @Test
    void listOfAnOlderSpreadsheetIsReadToo() throws IOException {
        var list = folder.resolve("windows.csv");
        Files.write(list, (HEADING + "\"rene@igj.nl\";\"Ren\u00e9, Dr.\";612345678;;\r\n")
                .getBytes(Charset.forName("windows-1252")));

        assertThat(staff("", "import", list.toString(), "--apply").code()).isZero();

        assertThat(value("select name || mobile from staff")).isEqualTo("Ren\u00e9, Dr.+31612345678");
    }

    private String list(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "list", ".csv"), text).toString();
    }

    private Run staff(String input, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var code = new CommandLine(new StaffCommand(PasswordPrompt.of(in), Map.of()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of(arguments),
                        Stream.of("--config", folder.resolve("rijkscloud.yaml").toString()))
                        .toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private String actions() {
        return value("select string_agg(line, ', ' order by line) from (select action || ' ' || count(*) as line from "
                + "audit_entry group by action) as lines");
    }

    private String value(String query) {
        return TestDatabase.value(database, query).orElseThrow();
    }
}
