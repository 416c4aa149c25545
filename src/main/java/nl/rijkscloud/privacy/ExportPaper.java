package nl.rijkscloud.privacy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.report.Paper;
import nl.rijkscloud.report.Paper.Fact;
import nl.rijkscloud.report.Paper.Section;
import nl.rijkscloud.report.PaperWords;

/** The export of a person's data for people to read, in the words of the page that searches. */
final class ExportPaper {
    /** Rows of a table; the file beside it has all. */
    static final int MOST = 500;

    private final PaperWords words;

    private ExportPaper(Language language) {
        words = PaperWords.of(language);
    }

    static Paper of(Person person, JsonObject found, Language language, String organisation) {
        return new ExportPaper(language).paper(person, found, organisation);
    }

    private Paper paper(Person person, JsonObject found, String organisation) {
        var transfers = items(found, "transfers");
        var letters = items(found, "letters");
        var accounts = items(found, "accounts");
        var sections = new ArrayList<Section>();
        sections.add(Section.ofFacts(own("exportAbout"), Stream.of(
                        new Fact(own("query"), person.key()),
                        new Fact(words.text("rapportage.madeAt"), moment(found.getString("madeAt"))),
                        new Fact(own("transfers"), String.valueOf(transfers.size())),
                        new Fact(own("letters"), String.valueOf(letters.size())),
                        new Fact(own("exportDepartment"), text(found, "department")))
                .filter(fact -> !fact.value().isEmpty()).toList()));
        sections.add(Section.ofRows(own("transfers"),
                Stream.of("common.number", "inspectie-persoon.part", "inspectie-persoon.data",
                        "inspectie-persoon.documents").map(words::text).toList(),
                transfers.stream().limit(MOST).map(this::transfer).toList()));
        sections.add(Section.ofRows(own("letters"),
                Stream.of("inspectie-persoon.letter", "inspectie.state").map(words::text).toList(),
                letters.stream().limit(MOST).map(this::letter).toList()));
        var contacts = items(found, "contacts");
        if (!contacts.isEmpty()) {
            sections.add(Section.ofRows(own("contacts"),
                    Stream.of(own("book"), own("data"), own("contactUsed")).toList(),
                    contacts.stream().limit(MOST).map(this::contact).toList()));
        }
        accounts.forEach(account -> sections.add(Section.ofFacts(own("account"), account(account))));
        var lines = new ArrayList<>(List.of(own("exportIntro"), own("exportNot"), own("exportLog")));
        if (transfers.size() > MOST || letters.size() > MOST) {
            lines.add(words.find("inspectie-persoon.exportMost", Map.of("count", String.valueOf(MOST))).orElse(""));
        }
        return new Paper(words.language(), organisation, own("exportTitle"), lines, sections, Optional.empty());
    }

    private List<String> transfer(JsonObject one) {
        var state = words.text("inspectie.state-" + one.getString("state"));
        var ended = one.getString("endedAt");
        var documents = ended == null
                ? words.find("inspectie-persoon.until", Map.of("state", state, "day",
                        moment(one.getString("expiresAt")))).orElse(state)
                : state + ": " + moment(ended);
        return List.of(
                one.getString("number"),
                listed("part", one.getJsonArray("parts")) + "\n"
                        + words.text("inspectie.kind-" + one.getString("kind")),
                values(one),
                words.text("inspectie.began") + ": " + moment(one.getString("createdAt")) + "\n" + documents);
    }

    /** The person's own values, each once. */
    private static String values(JsonObject one) {
        var parties = Stream.concat(
                Stream.of("sender", "contact").map(one::getJsonObject).flatMap(Stream::ofNullable),
                one.getJsonArray("recipient", new JsonArray()).stream().map(JsonObject.class::cast));
        return parties.flatMap(party -> Stream.of("name", "email", "phone", "mobile", "organisation")
                        .map(party::getString).flatMap(Stream::ofNullable))
                .filter(value -> !value.isEmpty())
                .distinct().collect(Collectors.joining(", "));
    }

    private List<String> letter(JsonObject one) {
        var about = words.find("inspectie-verzending.letter-" + one.getString("kind"), Map.of())
                .orElseGet(() -> words.text("inspectie-verzending.letter-other"));
        return List.of(own("channel-" + one.getString("channel")) + ": " + about,
                own("letter-" + one.getString("state")) + "\n" + moment(one.getString("createdAt")));
    }

    private List<String> contact(JsonObject one) {
        return List.of(
                Optional.ofNullable(one.getString("department")).orElseGet(() -> own("bookOfOne")),
                Stream.of("name", "email", "mobile", "organisation").map(one::getString).flatMap(Stream::ofNullable)
                        .collect(Collectors.joining(", ")),
                moment(one.getString("usedAt")));
    }

    private List<Fact> account(JsonObject one) {
        return Stream.of(
                        new Fact(own("exportName"), text(one, "name")),
                        new Fact(words.text("inspectie.email"), text(one, "email")),
                        new Fact(own("exportMobile"), text(one, "mobile")),
                        new Fact(words.text("inspectie.roles"), one.getJsonArray("roles").stream()
                                .map(role -> words.text("inspectie.role-" + role)).collect(Collectors.joining(", "))),
                        new Fact(words.text("inspectie.departments"), one.getJsonArray("departments").stream()
                                .map(String::valueOf).collect(Collectors.joining(", "))),
                        new Fact(own("exportBrowsers"), String.valueOf(one.getJsonArray("knownBrowsers").size())))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    private String listed(String what, JsonArray found) {
        return found.stream().map(word -> own(what + "-" + word)).collect(Collectors.joining(", "));
    }

    private String own(String key) {
        return words.text("inspectie-persoon." + key);
    }

    private String moment(String at) {
        return words.moment(at.endsWith("Z") ? Instant.parse(at) : OffsetDateTime.parse(at).toInstant());
    }

    private static String text(JsonObject one, String name) {
        return Optional.ofNullable(one.getString(name)).orElse("");
    }

    private static List<JsonObject> items(JsonObject found, String name) {
        return found.getJsonArray(name).stream().map(JsonObject.class::cast).toList();
    }
}
