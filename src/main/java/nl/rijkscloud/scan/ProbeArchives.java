package nl.rijkscloud.scan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small harmless archives that show how a scanner is configured. */
final class ProbeArchives {
    /** More archives in each other than clamd opens: MaxRecursion is 17 by default and 100 at most. */
    private static final int LAYERS = 102;

    private ProbeArchives() {}

    static byte[] layered() {
        var content = new byte[] {'x'};
        for (var layer = 0; layer < LAYERS; layer++) {
            content = stored(content);
        }
        return content;
    }

    /** A zip whose headers say that its entry needs a password (APPNOTE 4.4.4, bit 0). */
    static byte[] locked() {
        var zip = stored(new byte[32]);
        var headers = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        for (var at = 0; at + Integer.BYTES <= zip.length; at++) {
            if (headers.getInt(at) == 0x04034b50) {
                zip[at + 6] |= 1;
            } else if (headers.getInt(at) == 0x02014b50) {
                zip[at + 8] |= 1;
            }
        }
        return zip;
    }

    private static byte[] stored(byte[] content) {
        var crc = new CRC32();
        crc.update(content);
        var entry = new ZipEntry("layer.zip");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(entry);
            zip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
