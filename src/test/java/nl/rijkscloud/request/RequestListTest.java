package nl.rijkscloud.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.typed.CsvText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in the forms in which spreadsheets save them, with the mistakes that people make. */
final class RequestListTest {
    private static final Staff ASKER = new Staff(UUID.randomUUID(), "Sanne", "s@igj.nl", Optional.empty(), Set.of());

    @ParameterizedTest
    @ValueSource(strings = {
        "naam;e-mail;organisatie\nAnna;anna@a.nl;Zorg & Co\nBas;bas@b.nl;\n",
        "naam,e-mail,organisatie\nAnna,anna@a.nl,Zorg & Co\nBas,bas@b.nl,\n",
        "Name;Email;Organisation\r\nAnna;anna@a.nl;Zorg & Co\r\nBas;bas@b.nl;\r\n",
        "\uFEFFnaam;e-mail;organisatie\r\n\"Anna\";\"anna@a.nl\";\"Zorg & Co\"\r\nBas;bas@b.nl",
        "organisatie;E-mailadres;Naam\n Zorg & Co ; anna@a.nl ; Anna \n;bas@b.nl;Bas\n",
        "\n\nnaam;e-mail;organisatie\n\nAnna;anna@a.nl;Zorg & Co\n;;\nBas;bas@b.nl;\n\n",
        "sep=,\nnaam,e-mail,organisatie\nAnna,anna@a.nl,Zorg & Co\nBas,bas@b.nl,\n",
        "naam\te-mail\torganisatie\nAnna\tanna@a.nl\tZorg & Co\nBas\tbas@b.nl\t\n",
        "Contacten van team 2;;\n;;\nNaam ;E-mail adres;Instelling;;\nAnna;anna@a.nl;Zorg & Co;;\nBas;bas@b.nl;;;\n",
        "Titel,Voornaam,Achternaam,Bedrijf,E-mailadres\n,Anna,,Zorg & Co,anna@a.nl\nDhr,,Bas,,bas@b.nl\n",
        "naam;e-mail;organisatie\nAnna\u00a0;mailto:anna@a.nl\u00a0;Zorg\u00a0& Co\nBas;Bas <bas@b.nl>;\n",
        "\"naam,e-mail,organisatie\"\n\"Anna,anna@a.nl,Zorg & Co\"\n\"Bas,bas@b.nl,\"\n",
        "naam;e-mail;organisatie\rAnna;=\"anna@a.nl\";\"Zorg\n& Co\"\rBas;bas@b.nl;\r",
    })
    void commonCsvDialectsGiveTheSameList(String csv) {
        var list = read(csv);

        assertThat(list.mistakes()).isEmpty();
        assertThat(list.refuseMistakes().to()).extracting(to -> to.name(), to -> to.email(), to -> to.organisation())
                .containsExactly(tuple("Anna", "anna@a.nl", Optional.of("Zorg & Co")),
                        tuple("Bas", "bas@b.nl", Optional.empty()));
    }

    @Test
    void organisationIsOptionalAndQuotedCellsMayContainSeparators() {
        assertThat(read("naam;e-mail\nAnna;anna@a.nl\n").mistakes()).isEmpty();
        assertThat(read("naam,e-mail,organisatie\nAnna,anna@a.nl,\"Zorg, Noord\"\n").rows().getFirst().to()
                .organisation())
                .contains("Zorg, Noord");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "''                                     | required            | -",
        "'naam;e-mail'                          | required            | -",
        "'naam;organisatie#Anna;Zorg'           | no-email            | 1",
        "'naam;mejl#Anna;a@a.nl'                | no-email            | 1",
        "'#wie;e-mail#Anna;a@a.nl'              | no-name             | 2",
        "'Anna;anna@a.nl#Bas;bas@b.nl'          | columns             | -",
        "'naam;e-mail;email#Anna;a@a.nl;b@b.nl' | column-twice-email  | 1",
        "'naam;e-mail#\"Anna;a@a.nl'            | quotes              | 2",
        "'naam;e-mail#Bas;b@b.nl#\"A\"x;a@a.nl' | quotes              | 3",
    })
    void unreadableListIsRefusedWithItsLine(String csv, String code, Long line) {
        var mistakes = read(csv.replace('#', '\n')).mistakes();

        assertThat(mistakes).extracting(error -> error.getString("code"), error -> error.getLong("line"))
                .containsExactly(tuple(code, line));
    }

    @Test
    void wrongHeadingIsNamed() {
        assertThat(read("naam;mejl;organisatie\nAnna;a@a.nl;Zorg\n").mistakes())
                .extracting(error -> error.getString("column")).containsExactly("mejl");
    }

    @Test
    void unknownColumnsAreSkippedAndNamed() {
        var list = read("naam;e-mail;telefoon;;\nAnna;a@a.nl;06;;\n");

        assertThat(list.mistakes()).isEmpty();
        assertThat(list.skipped()).containsExactly("telefoon");
    }

    @Test
    void cellWithTwoAddressesIsReported() {
        assertThat(read("naam;e-mail\nAnna;\"a@a.nl, b@b.nl\"\n").mistakes())
                .extracting(error -> error.getLong("line"), error -> error.getString("field"),
                        error -> error.getString("fault"))
                .containsExactly(tuple(2L, "to.email", "several"));
    }

    @Test
    void textDecodedInAWrongCharsetIsRepaired() {
        assertThat(read("naam;e-mail\nZo\u00c3\u00ab d\u00e2\u20ac\u2122Arc;a@a.nl\n").rows().getFirst().to().name())
                .isEqualTo("Zo\u00eb d\u2019Arc");
    }

    @Test
    void everyMistakeNamesItsLine() {
        var list = read("""
                naam;e-mail;organisatie
                Anna;anna@a.nl;Zorg
                ;bas@b.nl;
                Carla;geen adres;www.evil.example
                Anna Twee;ANNA@a.nl;

                =cmd|' /C calc'!A0;=cmd@a.nl;=1+1
                Dirk;dirk@d.nl;Zorg;en nog iets
                """);

        assertThat(list.mistakes())
                .extracting(error -> error.getLong("line"), error -> error.getString("field"),
                        error -> error.getString("code"))
                .containsExactlyInAnyOrder(
                        tuple(3L, "to.name", "required"), tuple(4L, "to.email", "invalid"),
                        tuple(4L, "to.organisation", "invalid"),
                        tuple(5L, "to.email", "duplicate"), tuple(7L, "to.name", "invalid"),
                        tuple(7L, "to.organisation", "invalid"),
                        tuple(7L, "to.email", "invalid"), tuple(8L, "csv", "cells"));
        assertThat(list.mistakes()).filteredOn(error -> error.getString("code").equals("duplicate"))
                .extracting(error -> error.getLong("firstLine")).containsExactly(2L);
        assertThat(list.mistakes().toString()).doesNotContain("evil", "cmd", "geen adres");
    }

    @Test
    void multilineCellDoesNotShiftTheLinesBelow() {
        var list = read("naam;e-mail\n\"Anna\nde Vries\";anna@a.nl\nBas;niets\n");

        assertThat(list.mistakes()).extracting(error -> error.getLong("line")).containsExactly(4L);
        assertThat(list.rows().getFirst().to().name()).isEqualTo("Anna de Vries");
    }

    /** The name is valid, so the refusal is about the address that a spreadsheet would evaluate. */
    @ParameterizedTest
    @ValueSource(strings = {"=cmd@a.nl", "=1+1@a.nl"})
    void addressThatIsAFormulaIsRefused(String email) {
        assertThat(read("naam;e-mail\nAnna;" + email + "\n").mistakes()).extracting(error -> error.getString("field"))
                .containsExactly("to.email");
    }

    @Test
    void fiveHundredRowsAreAcceptedAndOneMoreIsRefused() {
        assertThat(read(rows(500)).mistakes()).isEmpty();
        assertThat(read(rows(501)).mistakes()).extracting(error -> error.getString("code")).containsExactly("too-many");
    }

    @Test
    void tooLargeListIsRefused() {
        assertThat(read("naam;e-mail\n" + "é".repeat(AddressTable.MAX_BYTES / 2)).mistakes())
                .extracting(error -> error.getString("code")).containsExactly("too-large");
    }

    @Test
    void commonFieldsAreCheckedToo() {
        var common = new FormFields();
        common.error("explanation", "required");
        var list = RequestList.read(new JsonObject().put("csv", "naam;e-mail\n;a@a.nl\n"), common, null, ASKER);

        assertThat(list.mistakes()).extracting(error -> error.getString("field"))
                .containsExactly("explanation", "to.name");
    }

    /** Reads lists that real spreadsheets saved, if that folder is beside the project. */
    @Test
    void listsSavedBySpreadsheetsAreRead() throws IOException {
        var folder = Path.of("../shared/cases/lists");
        assumeTrue(Files.exists(folder), "there are no lists beside the project");
        var told = new TreeMap<String, List<JsonObject>>();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                var list = read(CsvText.decode(Files.readAllBytes(file)));
                assertThat(list.rows()).as(file.toString()).isNotEmpty();
                assertThat(list.rows()).as(file.toString())
                        .noneMatch(row -> row.to().toString().matches("(?s).*[\u00c2\u00c3\u00a0\ufeff].*"));
                if (!list.mistakes().isEmpty()) {
                    told.put(file.getFileName().toString(), list.mistakes());
                }
            }
        }
        assertThat(told.keySet()).allMatch(name -> name.contains("twee-adressen"));
        assertThat(told.values())
                .allSatisfy(mistakes -> assertThat(mistakes)
                        .allMatch(mistake -> mistake.containsKey("line") && mistake.containsKey("fault")));
    }

    static String rows(int count) {
        return IntStream.range(0, count).mapToObj(i -> "Anna;anna" + i + "@voorbeeld.nl\n")
                .collect(Collectors.joining("", "naam;e-mail\n", ""));
    }

    private static RequestList read(String csv) {
        return RequestList.read(new JsonObject().put("csv", csv), new FormFields(), null, ASKER);
    }
}
