package nl.rijkscloud.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.rijkscloud.testing.Sample;

/** Files on a visitor's own device. */
record Papers(Path folder) {
    Papers folder(String name) {
        try {
            return new Papers(Files.createDirectories(folder.resolve(name)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Path text(String name, int length) {
        return write(name, Sample.text(length, name.hashCode()));
    }

    /** The first bytes of a PDF. */
    Path pdf(String name, int length) {
        return beginning("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n", name, length);
    }

    Path zip(String name, int length) {
        return beginning("PK\u0003\u0004\u0014\0\0\0\0\0", name, length);
    }

    /** The first bytes of a photo. */
    Path jpeg(String name, int length) {
        return beginning("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0\u0001\u0001\u0001\0\u0048\0\u0048\0\0", name, length);
    }

    private Path beginning(String signature, String name, int length) {
        var content = Sample.text(length, name.hashCode());
        var start = signature.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(start, 0, content, 0, start.length);
        return write(name, content);
    }

    Path write(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
