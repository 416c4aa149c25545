package nl.rijkscloud.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files made for tests: with headers as the formats require, and without any effect. */
final class Made {
    private Made() {}

    static byte[] bytes(String latin) {
        return latin.getBytes(ISO_8859_1);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** A Windows program: the DOS header points to the PE header. */
    static byte[] windowsProgram() {
        var file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        file.put(hex("4d5a9000 03000000 04000000 ffff0000 b8000000 00000000 40000000")).putInt(60, 128);
        file.put(128, bytes("PE\0\0")).putShort(132, (short) 0x8664);
        return file.array();
    }

    static byte[] zip(String... names) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes("Inhoud van " + name));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * The container of old Office documents.
     *
     * @param root the class of its root entry, as its first eight hexadecimal digits in the file
     * @param at the sector of the directory
     */
    static byte[] compound(String root, int at, String... streams) {
        var file = ByteBuffer.allocate((at + 2) * 512).order(ByteOrder.LITTLE_ENDIAN);
        file.put(hex("d0cf11e0a1b11ae1")).putShort(24, (short) 0x3e).putShort(26, (short) 3).putShort(28, (short) -2)
                .putShort(30, (short) 9).putInt(48, at);
        entry(file, (at + 1) * 512, "Root Entry", 5, root);
        for (var index = 0; index < Math.min(3, streams.length); index++) {
            entry(file, (at + 1) * 512 + (index + 1) * 128, streams[index], 2, "00000000");
        }
        return file.array();
    }

    private static void entry(ByteBuffer file, int at, String name, int type, String root) {
        file.put(at, name.getBytes(UTF_16LE)).putShort(at + 64, (short) (name.length() * 2 + 2))
                .put(at + 66, (byte) type)
                .put(at + 80, hex(root + "00000000c000000000000046"));
    }

    /** A disc image, with its descriptor after 32 KiB of zeros. */
    static byte[] disc() {
        return ByteBuffer.allocate(40_000).put(0x8000, (byte) 1).put(0x8001, bytes("CD001")).array();
    }
}
