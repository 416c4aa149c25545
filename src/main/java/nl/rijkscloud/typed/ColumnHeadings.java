package nl.rijkscloud.typed;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The meanings of column headings, whatever their capitals, spaces and hyphens: "E-mail adres" is "emailadres". */
public final class ColumnHeadings {
    public static final String NAME = "name";
    public static final String FIRST = "first";
    public static final String PARTICLE = "particle";
    public static final String LAST = "last";
    public static final String EMAIL = "email";
    public static final String ORGANISATION = "organisation";

    private static final Map<String, String> PEOPLE = Map.of(
            NAME, "naam name volledigenaam fullname weergavenaam displayname contact contactpersoon contactperson "
            + "naamcontactpersoon ontvanger recipient", FIRST,
            "voornaam voornamen roepnaam voorletters initialen firstname givenname initials",
            PARTICLE, "tussenvoegsel tussenvoegsels voorvoegsel voorvoegsels",
            LAST, "achternaam familienaam lastname surname familyname",
            EMAIL, "email mail emailadres mailadres emailadressen emailaddress mailaddress emailadrescontactpersoon "
            + "email1value eadres");

    private final Map<String, String> meanings = new HashMap<>();

    /** @param others further meanings with their headings */
    public ColumnHeadings(Map<String, String> others) {
        PEOPLE.forEach(this::add);
        others.forEach(this::add);
    }

    /** Returns the name from one column, or from the columns of its parts. */
    public static String name(Map<String, String> cells) {
        var parts = cells.containsKey(LAST)
                ? List.of(FIRST, PARTICLE, LAST)
                : cells.containsKey(FIRST) ? List.of(FIRST, PARTICLE, NAME) : List.of(NAME);
        return cells.containsKey(NAME) && cells.containsKey(LAST)
                ? cells.get(NAME)
                : String.join(" ", parts.stream().filter(cells::containsKey).map(cells::get).toList());
    }

    Optional<String> meaning(String heading) {
        return Optional.ofNullable(meanings.get(heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "")));
    }

    List<String> meanings(List<String> heading) {
        return heading.stream().map(cell -> meaning(cell).orElse("")).toList();
    }

    long known(List<String> cells) {
        return cells.stream().filter(cell -> meaning(cell).isPresent()).distinct().count();
    }

    private void add(String meaning, String headings) {
        for (var heading : headings.split(" ", 0)) {
            meanings.put(heading, meaning);
        }
    }
}
