package nl.rijkscloud.typed;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells a web address in a name from text that only looks like one: people leave out the space after an initial or a
 * title ("J.de Boer", "Dr.Visser", "drs.jansen"), and ".de" is a country. It judges by the shape, because a list of all
 * domains ages. Mails show the accepted names in a way that no program makes a link of them.
 */
final class WebAddress {
    private static final Pattern BETWEEN = Pattern.compile("[\\s/,;:()&+\"“”„«»!?|*#'’‘`´]+");
    private static final int INITIALS = 3;
    private static final int TITLE = 4;

    /** Between first name and surname; some of them are countries. */
    private static final Set<String> PARTICLES = Set.of(
            "de", "den", "der", "des", "te", "ten", "ter", "tot", "van", "von", "vom", "zu", "zum", "zur", "di", "da",
            "do", "dos", "du", "del", "della",
            "la", "le", "les", "los", "el", "al", "bin", "ben", "ibn", "op", "in", "aan", "uit", "uijt", "bij", "voor",
            "onder", "over", "thoe", "ver");
    /** The endings that most web addresses have. With other endings a capital marks a surname. */
    private static final Set<String> ENDINGS = Set.of(
            "nl", "be", "de", "eu", "uk", "fr", "lu", "com", "net", "org", "info", "biz", "gov", "edu", "mil", "int",
            "pro", "app", "dev", "web", "xyz", "top",
            "vip", "icu", "win", "bid", "fun", "art", "one", "link", "click", "shop", "site", "page", "live", "life",
            "club", "blog", "work", "tech", "zone",
            "bank", "zorg", "care", "email", "cloud", "store", "world", "group", "today", "media", "space", "login",
            "online", "health", "agency", "support",
            "digital", "network", "website", "services", "amsterdam", "frl", "io", "co", "me", "tv", "ai", "cc", "gg",
            "ly", "to", "ru", "cn", "tk", "example");
    /** Words that follow a website in an organisation's name, in lower case without dots. */
    private static final Set<String> LEGAL = Set.of(
            "bv", "nv", "vof", "cv", "ua", "bvba", "srl", "sa", "sas", "ag", "gmbh", "ltd", "inc", "llc", "plc", "se",
            "holding", "groep", "group",
            "nederland", "netherlands", "belgië", "stichting", "vereniging", "coöperatie");

    private WebAddress() {}

    /** @param website true where the whole name may be one, e.g. an organisation that is called after its website */
    static boolean isIn(String name, boolean website) {
        var words = Stream.of(BETWEEN.split(Normalizer.normalize(name, Normalizer.Form.NFKC)))
                .filter(word -> !word.isEmpty()).toList();
        for (var i = 0; i < words.size(); i++) {
            if (isAddress(words.get(i), i + 1 < words.size()) && !(i == 0 && isOrganisation(name, words, website))) {
                return true;
            }
        }
        return false;
    }

    /** "Zorgdomein.nl B.V.": a website and a legal form, or where that is allowed the website alone. */
    private static boolean isOrganisation(String name, List<String> words, boolean website) {
        var more = words.stream().skip(1).map(word -> word.replace(".", "").toLowerCase(Locale.ROOT)).toList();
        return !name.contains("/") && !words.getFirst().toLowerCase(Locale.ROOT).startsWith("www.")
                && (more.isEmpty() ? website : more.size() <= 2 && LEGAL.containsAll(more));
    }

    private static boolean isAddress(String word, boolean followed) {
        var labels = Stream.of(word.split("[.。]")).filter(label -> !label.isEmpty()).toList();
        if (labels.isEmpty()) {
            return false;
        }
        var last = labels.getLast();
        var lower = last.toLowerCase(Locale.ROOT);
        if (labels.getFirst().equalsIgnoreCase("www") || lower.startsWith("xn--")) {
            return true;
        }
        if (labels.size() < 2 || last.length() < 2 || !last.codePoints().allMatch(Character::isLetter)) {
            return false;
        }
        var before = labels.subList(0, labels.size() - 1);
        if (followed && PARTICLES.contains(lower) && areAtMost(before, TITLE)) {
            return false;
        }
        if (ENDINGS.contains(lower)) {
            return !(Character.isUpperCase(last.codePointAt(0)) && !lower.equals("nl") && !lower.equals("com")
                    && followed && isMixed(word));
        }
        return !isSurname(last, before);
    }

    /** After an initial or a title. */
    private static boolean isSurname(String last, List<String> before) {
        if (Character.isUpperCase(last.codePointAt(0))) {
            return last.chars().anyMatch(Character::isLowerCase) || areAtMost(before, TITLE);
        }
        return Character.isLowerCase(last.codePointAt(0)) ? last.length() > 2 && areAtMost(before, INITIALS)
                : areAtMost(before, INITIALS);
    }

    /** "Medi.Care" is a name that somebody wrote with care. */
    private static boolean isMixed(String word) {
        return Character.isUpperCase(word.codePointAt(0)) && word.chars().anyMatch(Character::isLowerCase);
    }

    private static boolean areAtMost(List<String> labels, int length) {
        return labels.stream().allMatch(label -> label.codePointCount(0, label.length()) <= length);
    }
}
