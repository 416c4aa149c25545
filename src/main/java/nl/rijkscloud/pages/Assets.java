package nl.rijkscloud.pages;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.rijkscloud.http.PreparedContent;
import nl.rijkscloud.kernel.Language;

/**
 * Every file a page can ask for, read from the class path into memory at start-up: nothing is unpacked, the
 * container's root may be read-only. All of them live below one prefix that holds a digest of all of them, so a
 * browser may keep them for ever, and modules that import each other by relative path stay of one version.
 * Immutable after loading, any thread.
 */
final class Assets {
    private static final String COMPONENTS = "lib/@utrecht/";
    private static final List<String> IMAGES = List.of("logo.svg", "favicon.ico", "apple-touch-icon.png");
    /** In theme.css, the colour of the bar: first in the light scheme, then in the dark one. */
    private static final Pattern BAR = Pattern.compile("--rc-bar:\\s*(#[0-9a-fA-F]{3,8})\\s*;");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, PreparedContent> files;
    private final String version;

    private Assets(Map<String, PreparedContent> files, String version) {
        this.files = Map.copyOf(files);
        this.version = version;
    }

    /**
     * @param texts the words that scripts use, by language
     * @param theme a folder whose theme.css, logo.svg, favicon.ico and apple-touch-icon.png, where they exist, replace
     *     ours
     */
    static Assets load(Map<Language, Texts> texts, Optional<Path> theme) {
        Map<String, byte[]> found = new TreeMap<>();
        try {
            readClassPath(found);
            if (theme.isPresent()) {
                replace(found, "css/theme.css", theme.get().resolve("theme.css"));
                for (String image : IMAGES) {
                    replace(found, "img/" + image, theme.get().resolve(image));
                }
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("cannot read the pages' files", e);
        }
        texts.forEach((language, words) -> found.put("text/" + language.code() + ".json", words.forScripts()));
        joinComponents(found);
        var files = new TreeMap<String, PreparedContent>();
        var names = new StringBuilder();
        found.forEach((name, bytes) -> type(name).ifPresent(type -> {
            PreparedContent content = PreparedContent.of(type, bytes);
            files.put(name, content);
            names.append(name).append(' ').append(content.tag()).append('\n');
        }));
        return new Assets(files, PreparedContent.digest(names.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The path that pages put before a file's name: {@code /assets/<digest>}. */
    String prefix() {
        return "/assets/" + version;
    }

    /** The colours of the bar in the theme, the light scheme's first; browsers on phones paint their own bar so. */
    List<String> barColours() {
        return find("css/theme.css").map(PreparedContent::plain).map(Buffer::toString).stream()
                .flatMap(css -> BAR.matcher(css).results())
                .map(found -> found.group(1))
                .toList();
    }

    String version() {
        return version;
    }

    /** @param name path below webroot, "css/theme.css" */
    Optional<PreparedContent> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The components' sheets as one: twenty requests fewer, and their order does not matter. */
    private static void joinComponents(Map<String, byte[]> found) {
        var joined = new StringBuilder();
        List<String> parts = new ArrayList<>(found.keySet());
        parts.removeIf(name -> !name.startsWith(COMPONENTS));
        if (parts.isEmpty()) {
            throw new IllegalStateException("the npm packages are missing: build with Maven");
        }
        for (String part : parts) {
            joined.append(new String(found.remove(part), StandardCharsets.UTF_8)).append('\n');
        }
        found.put("lib/components.css", joined.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void readClassPath(Map<String, byte[]> found) throws IOException, URISyntaxException {
        URI marker = Assets.class.getResource("/webroot/css/theme.css").toURI();
        if (marker.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(marker, Map.of())) {
                readTree(jar.getPath("/webroot"), found);
            }
        } else {
            // Sources and npm's files may be copied by separate steps, but always into one folder of classes.
            readTree(Path.of(marker).resolveSibling("").resolveSibling(""), found);
        }
    }

    private static void readTree(Path root, Map<String, byte[]> found) throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                found.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }

    private static void replace(Map<String, byte[]> found, String name, Path file) {
        if (Files.isRegularFile(file)) {
            try {
                found.put(name, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Empty for files that are not served: templates, licences. */
    private static Optional<String> type(String name) {
        return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
    }
}
