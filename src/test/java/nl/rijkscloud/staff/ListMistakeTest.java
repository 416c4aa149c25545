package nl.rijkscloud.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Mistakes in a list of people have a line, a column and a code, from which pages make sentences. */
final class ListMistakeTest {
    private static final String HEADING = "E-mail;Naam;Mobiel;Afdeling;Rol\n";

    @Test
    void everyMistakeHasItsLineColumnAndCode() {
        assertThat(mistakes(HEADING + """
                jan@example.nl;Jan;0612345678;;
                jan@igj.nl;Jan;088-120 5000;;
                piet@igj.nl;Piet;;;
                kees@igj.nl;Kees;0612345671;nergens@igj.nl;
                kees@igj.nl;Kees;0612345671;;directeur
                ;Leeg;0612345678;;
                goed@igj.nl;Goed;0612345674;;;en meer
                twee@igj.nl;Twee;0612345675;;
                twee@igj.nl;Twee;0612345675;;
                jan igj.nl;Jan;0612345678;;
                naam@igj.nl;;0612345678;;
                site@igj.nl;www.example.org;0612345678;;
                """)).containsExactlyInAnyOrder(
                "2 email domain {}", "3 mobile mobile {}", "4 mobile required {}",
                "5 departments unknown {department=nergens@igj.nl}", "6 roles unknown {}", "7 email required {}",
                "8 csv cells {}", "10 email duplicate {firstLine=9}", "11 email invalid {fault=at}",
                "12 name required {}", "13 name invalid {fault=web-address}");
    }

    @Test
    void mistakesOfTheTableAreTold() {
        assertThat(mistakes("  ")).containsExactly("0 csv required {}");
        assertThat(mistakes("naam;telefoon\nJan;1\n")).containsExactly("1 csv columns {column=telefoon}");
        assertThat(mistakes("naam;mobiel\nJan;1\n")).containsExactly("1 csv columns {}");
        assertThat(mistakes(HEADING + "jan@igj.nl;\"Jan;;;\n")).containsExactly("2 csv quotes {}");
    }

    @Test
    void mistakeShowsNoCellInALog() {
        assertThat(plan(HEADING + "jan@igj.nl;Jan;0612345678;;geheim\n").mistakes().getFirst())
                .hasToString("ListMistake[2 roles unknown]");
    }

    private static List<String> mistakes(String file) {
        return plan(file).mistakes().stream().map(mistake -> mistake.line() + " " + mistake.field() + " "
                + mistake.code() + " " + mistake.details()).toList();
    }

    private static StaffPlan plan(String file) {
        var table = StaffTable.read(file.getBytes(StandardCharsets.UTF_8), List.of("igj.nl"));
        return StaffPlan.of(table, List.of(), Set.of(), true);
    }
}
