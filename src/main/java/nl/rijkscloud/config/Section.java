package nl.rijkscloud.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One group of keys of the operator's file, with the same group of the default file behind it. It remembers which keys
 * were read: the others are unknown keys in the end. After a mistake it returns a harmless value, because {@link
 * ConfigErrors} ends the reading anyway.
 */
final class Section {
    private final String path;
    private final Map<?, ?> own;
    private final Map<?, ?> defaults;
    private final ConfigSource source;
    private final Map<String, Section> inner = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();
    private final boolean foreign;

    /** @param path empty for the whole file, else the keys down to here with dots */
    Section(String path, Map<?, ?> own, Map<?, ?> defaults, ConfigSource source) {
        this(path, own, defaults, source, false);
    }

    /** @param foreign true for the description of an SMS provider, which may hold secrets anywhere */
    private Section(String path, Map<?, ?> own, Map<?, ?> defaults, ConfigSource source, boolean foreign) {
        this.foreign = foreign;
        this.path = path;
        this.own = own;
        this.defaults = defaults;
        this.source = source;
    }

    Section section(String key) {
        asked.add(key);
        var section = new Section(path(key), group(own, key), group(defaults, key), source, foreign);
        inner.put(key, section);
        return section;
    }

    /** A section whose values stand in another file, and have no defaults. */
    Section elsewhere(String key, Map<?, ?> content) {
        var section = new Section(path(key), content, Map.of(), source, true);
        inner.put(key, section);
        return section;
    }

    /** The keys that the default file has in this group. */
    List<String> names() {
        return defaults.keySet().stream().map(Object::toString).toList();
    }

    boolean has(String key) {
        asked.add(key);
        return present(own, key).isPresent();
    }

    /** The value as text, when there is one here or by default. */
    Optional<String> optional(String key) {
        return value(key).flatMap(value -> {
            if (!(value instanceof String text)) {
                mistakes().add(path(key), "must be one value");
                return Optional.empty();
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                mistakes().add(path(key), "must be one line without control characters");
                return Optional.empty();
            }
            return Optional.of(text.strip());
        });
    }

    List<String> list(String key) {
        return value(key).map(value -> texts(path(key), value)).orElse(List.of());
    }

    /** A group of lists under names that the operator chooses: the operator's file replaces all of them or none. */
    Map<String, List<String>> lists(String key) {
        asked.add(key);
        var chosen = group(own, key).isEmpty() ? group(defaults, key) : group(own, key);
        var lists = new LinkedHashMap<String, List<String>>();
        chosen.forEach((name, value) -> lists.put(name.toString(), texts(path(key) + "." + name, value)));
        return lists;
    }

    /** A group of texts under names that the operator chooses. */
    Map<String, String> texts(String key) {
        asked.add(key);
        var texts = new LinkedHashMap<String, String>();
        group(own, key).forEach((name, value) -> texts.put(name.toString(), String.valueOf(value)));
        return texts;
    }

    /** Reports every key of the operator's that nothing asked for, here and below. */
    void reportUnknown() {
        own.keySet().stream().map(Object::toString).filter(key -> !asked.contains(key)).forEach(key -> {
            var near = NearMiss.of(key, asked).map(word -> "; did you mean " + word + "?").orElse("");
            mistakes().addUnknown(path(key), "unknown key" + near);
        });
        inner.values().forEach(Section::reportUnknown);
    }

    void refuse(String sentence) {
        mistakes().add(path, sentence);
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    ConfigErrors mistakes() {
        return source.mistakes();
    }

    ConfigSource source() {
        return source;
    }

    private Optional<Object> value(String key) {
        asked.add(key);
        var override = source.override(path(key)).map(Object.class::cast);
        var given = override.or(() -> present(own, key));
        if (!foreign) {
            source.remember(path(key), given.or(() -> present(defaults, key)).map(Section::written),
                    override.isPresent() ? Setting.Origin.ENVIRONMENT
                            : given.isPresent() ? Setting.Origin.FILE : Setting.Origin.DEFAULT);
        }
        if (given.isPresent()) {
            return given;
        }
        if (source.required(path(key))) {
            mistakes().add(path(key), "is missing");
            return Optional.empty();
        }
        return present(defaults, key);
    }

    private static String written(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : value.toString();
    }

    private Map<?, ?> group(Map<?, ?> in, String key) {
        var value = present(in, key).orElse(Map.of());
        if (value instanceof Map<?, ?> group) {
            return group;
        }
        mistakes().add(path(key), "must be a group of keys");
        return Map.of();
    }

    private List<String> texts(String at, Object value) {
        if (value instanceof List<?> list
                && list.stream().allMatch(item -> item instanceof String text && !text.isBlank())) {
            return list.stream().map(item -> ((String) item).strip()).toList();
        }
        mistakes().add(at, "must be a list, like [one, two]");
        return List.of();
    }

    /** A key without a value counts as one that is not there. */
    private static Optional<Object> present(Map<?, ?> in, String key) {
        return Optional.ofNullable(in.get(key)).filter(value -> !(value instanceof String text && text.isBlank()));
    }
}
