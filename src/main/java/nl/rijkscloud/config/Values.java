package nl.rijkscloud.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the values of one group in their types, within their ranges. Each range is written here as in the operator's
 * file.
 */
final class Values {
    private static final URI NOWHERE = URI.create("https://invalid");

    private final Section section;

    Values(Section section) {
        this.section = section;
    }

    /** Everything that was read so far, in the order of the reading. */
    List<Setting> settings() {
        return List.copyOf(section.source().settings().values());
    }

    Values group(String key) {
        return new Values(section.section(key));
    }

    /** A group that may be left out. */
    Optional<Values> optionalGroup(String key) {
        return section.has(key) ? Optional.of(group(key)) : Optional.empty();
    }

    /** This key's values in another file. */
    Values elsewhere(String key, Map<?, ?> content) {
        return new Values(section.elsewhere(key, content));
    }

    /** Says something about one key. */
    void refuse(String key, String sentence) {
        section.mistakes().add(section.path(key), sentence);
    }

    /** Says something about the group as a whole. */
    void refuse(String sentence) {
        section.refuse(sentence);
    }

    boolean has(String key) {
        return section.optional(key).isPresent();
    }

    /** True if the operator's file has the key, whatever the default is. */
    boolean isGiven(String key) {
        return section.has(key);
    }

    String text(String key, int longest) {
        var text = section.optional(key).orElse("");
        if (text.length() > longest) {
            section.mistakes().add(section.path(key), "has more than " + longest + " characters");
        }
        return text;
    }

    /** A text of a certain shape, which {@code wanted} describes. */
    String text(String key, TextRules shape) {
        return optional(key, shape).orElse("");
    }

    Optional<String> optional(String key, TextRules shape) {
        return section.optional(key).map(text -> shape.fits(text) ? text : wrong(key, text, shape.wanted(), text));
    }

    List<String> list(String key, TextRules shape) {
        var items = section.list(key);
        items.stream().filter(item -> !shape.fits(item)).forEach(item -> wrong(key, item, shape.wanted(), item));
        return items;
    }

    Map<String, List<String>> lists(String key, TextRules name, TextRules item) {
        var lists = section.lists(key);
        lists.keySet().stream().filter(word -> !name.fits(word)).forEach(word -> wrong(key, word, name.wanted(), word));
        lists.values().stream().flatMap(List::stream).filter(word -> !item.fits(word))
                .forEach(word -> wrong(key, word, item.wanted(), word));
        lists.forEach((word, items) -> {
            if (items.isEmpty()) {
                wrong(key + "." + word, "[]", "needs at least one media type", items);
            }
        });
        return Collections.unmodifiableMap(lists); // in the order of the file: people read them so
    }

    /** Texts under names that the operator chooses. */
    Map<String, String> texts(String key, TextRules name, TextRules item) {
        var texts = section.texts(key);
        texts.forEach((word, text) -> {
            if (!name.fits(word) || !item.fits(text)) {
                wrong(key, name.fits(word) ? text : word, (name.fits(word) ? item : name).wanted(), text);
            }
        });
        return texts;
    }

    /**
     * Reads each key that the default file has in this group.
     *
     * @param others keys of the group that are read by themselves
     */
    <T> Map<String, T> each(Function<String, T> reader, String... others) {
        return section.names().stream().filter(name -> !List.of(others).contains(name))
                .collect(Collectors.toUnmodifiableMap(Function.identity(), reader));
    }

    /** Marks a group as known whose content somebody else reads. */
    void leave(String key) {
        section.texts(key);
    }

    int number(String key, int least, int most) {
        return optionalNumber(key, least, most).orElse(0);
    }

    Optional<Integer> optionalNumber(String key, int least, int most) {
        return section.optional(key).map(text -> text.matches("\\d{1,9}")
                ? within(key, text, Integer.valueOf(text), least, most, Integer.toString(least), Integer.toString(most))
                : wrong(key, text, "is not a whole number", 0));
    }

    Duration duration(String key, String least, String most) {
        return amount(key, least, most, Amount::duration, "is not a duration; write 2y, 7d, 12h, 30m or 45s",
                Duration.ZERO);
    }

    Optional<Duration> optionalDuration(String key, String least, String most) {
        return has(key) ? Optional.of(duration(key, least, most)) : Optional.empty();
    }

    /** Bytes. */
    long size(String key, String least, String most) {
        return amount(key, least, most, Amount::size, "is not a size; write 512KiB, 8MiB, 100GiB or 50GB", 0L);
    }

    URI uri(String key, TextRules shape) {
        return section.optional(key).map(text -> {
            try {
                var uri = new URI(text);
                return shape.fits(text) ? uri : wrong(key, text, shape.wanted(), NOWHERE);
            } catch (URISyntaxException notOne) {
                return wrong(key, text, shape.wanted(), NOWHERE);
            }
        }).orElse(NOWHERE);
    }

    Path folder() {
        return section.source().folder();
    }

    Path path(String key) {
        return optionalPath(key).orElse(Path.of(""));
    }

    Optional<Path> optionalPath(String key) {
        return section.optional(key).map(text -> {
            try {
                return section.source().folder().resolve(text).normalize();
            } catch (InvalidPathException notOne) {
                return wrong(key, text, "is not a path", Path.of(""));
            }
        });
    }

    /** A secret. Mistakes never quote it. */
    Optional<Secret> secret(String key) {
        var secret = section.optional(key).map(Secret::new);
        section.source().hide(section.path(key));
        return secret;
    }

    boolean flag(String key) {
        return section.optional(key)
                .map(text -> List.of("true", "false").contains(text)
                        ? text.equals("true")
                        : wrong(key, text, "is neither true nor false", false))
                .orElse(false);
    }

    <E extends Enum<E>> E choice(String key, Class<E> choices) {
        var values = Stream.of(choices.getEnumConstants())
                .collect(Collectors.toMap(Values::written, Function.identity()));
        return section.optional(key)
                .map(text -> values.containsKey(text)
                        ? values.get(text)
                        : wrong(key, text, "is none of "
                                + String.join(", ", values.keySet().stream().sorted().toList()),
                                choices.getEnumConstants()[0]))
                .orElse(choices.getEnumConstants()[0]);
    }

    /** As the file has it: {@code with-mail} for {@code WITH_MAIL}. */
    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private <T extends Comparable<T>> T amount(
            String key, String least, String most, Function<String, Optional<T>> reader, String wanted, T otherwise) {
        return section.optional(key).map(text -> reader.apply(text)
                        .map(value -> within(
                                key, text, value, reader.apply(least).orElseThrow(), reader.apply(most).orElseThrow(),
                                least, most))
                        .orElseGet(() -> wrong(key, text, wanted, otherwise)))
                .orElse(otherwise);
    }

    private <T extends Comparable<T>> T within(
            String key, String text, T value, T least, T most, String leastText, String mostText) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0
                ? value
                : wrong(key, text, "is not between " + leastText + " and " + mostText, value);
    }

    private <T> T wrong(String key, String text, String sentence, T otherwise) {
        section.mistakes().add(section.path(key), '"' + text + "\" " + sentence);
        return otherwise;
    }
}
