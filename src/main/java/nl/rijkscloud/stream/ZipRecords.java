package nl.rijkscloud.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;

/**
 * The records around the documents in a zip archive, in the format of PKWARE's APPNOTE 6.3: stored without compression,
 * names in UTF-8, CRC and sizes before the content. A number that does not fit its field is all ones there and is in a
 * ZIP64 field too.
 */
final class ZipRecords {
    /** A file in the archive; {@code time} is local time without a zone, in steps of two seconds. */
    record Entry(byte[] name, long crc32, long size, LocalDateTime time) {
        Entry(String name, long crc32, long size, LocalDateTime time) {
            this(name.getBytes(StandardCharsets.UTF_8), crc32, size, time);
        }
    }

    static final long FULL_32 = 0xFFFFFFFFL;
    static final int FULL_16 = 0xFFFF;

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int CENTRAL_LENGTH = 46;
    private static final int END_LENGTH = 22;
    private static final int END_64_LENGTH = 56;
    private static final int LOCATOR_64_LENGTH = 20;
    private static final short EXTRA_64 = 1;
    private static final short UTF_8_NAME = 1 << 11;
    private static final short STORED = 0;
    private static final short VERSION = 20;
    private static final short VERSION_64 = 45;
    private static final short MADE_ON_UNIX = 3 << 8;
    private static final int PLAIN_FILE = 0100644 << 16;

    private ZipRecords() {}

    /** The record before an entry's content. */
    static byte[] local(Entry entry) {
        var extra = isFull(entry.size()) ? extra(entry.size(), entry.size()) : new byte[0];
        return littleEndian(LOCAL_LENGTH + entry.name().length + extra.length)
                .putInt(LOCAL)
                .putShort(extra.length > 0 ? VERSION_64 : VERSION)
                .put(common(entry, extra))
                .put(entry.name())
                .put(extra)
                .array();
    }

    /** @param offset of the entry's local record */
    static byte[] central(Entry entry, long offset) {
        var extra = centralExtra(entry.size(), offset);
        return littleEndian(CENTRAL_LENGTH + entry.name().length + extra.length)
                .putInt(CENTRAL)
                .putShort((short) (MADE_ON_UNIX | VERSION_64))
                .putShort(extra.length > 0 ? VERSION_64 : VERSION)
                .put(common(entry, extra))
                .putShort((short) 0) // comment
                .putShort((short) 0) // disk
                .putShort((short) 0) // internal attributes
                .putInt(PLAIN_FILE)
                .putInt(field(offset))
                .put(entry.name())
                .put(extra)
                .array();
    }

    /** The record after all central records, which begin at {@code offset} and are {@code length} bytes long. */
    static byte[] end(long entries, long offset, long length) {
        if (entries < FULL_16 && !isFull(offset) && !isFull(length)) {
            return withEnd(littleEndian(END_LENGTH), entries, offset, length).array();
        }
        var end = littleEndian(END_64_LENGTH + LOCATOR_64_LENGTH + END_LENGTH)
                .putInt(END_64)
                .putLong(END_64_LENGTH - 12) // counted from after this field
                .putShort((short) (MADE_ON_UNIX | VERSION_64))
                .putShort(VERSION_64)
                .putInt(0) // disk
                .putInt(0) // disk of the first central record
                .putLong(entries)
                .putLong(entries)
                .putLong(length)
                .putLong(offset)
                .putInt(LOCATOR_64)
                .putInt(0) // disk
                .putLong(offset + length)
                .putInt(1); // disks
        return withEnd(end, entries, offset, length).array();
    }

    private static ByteBuffer withEnd(ByteBuffer to, long entries, long offset, long length) {
        var count = (short) Math.min(entries, FULL_16);
        return to.putInt(END)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(count)
                .putShort(count)
                .putInt(field(length))
                .putInt(field(offset))
                .putShort((short) 0);
    }

    /** The 24 bytes that local and central records share, from the flags on. */
    private static byte[] common(Entry entry, byte[] extra) {
        return littleEndian(24)
                .putShort(UTF_8_NAME)
                .putShort(STORED)
                .putShort(dosTime(entry.time()))
                .putShort(dosDate(entry.time()))
                .putInt((int) entry.crc32())
                .putInt(field(entry.size()))
                .putInt(field(entry.size()))
                .putShort((short) entry.name().length)
                .putShort((short) extra.length)
                .array();
    }

    /** The numbers that do not fit their fields, in the order of the fields. */
    private static byte[] centralExtra(long size, long offset) {
        if (isFull(size)) {
            return isFull(offset) ? extra(size, size, offset) : extra(size, size);
        }
        return isFull(offset) ? extra(offset) : new byte[0];
    }

    private static byte[] extra(long... values) {
        var extra = ByteBuffer.allocate(4 + Long.BYTES * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(EXTRA_64)
                .putShort((short) (Long.BYTES * values.length));
        for (var value : values) {
            extra.putLong(value);
        }
        return extra.array();
    }

    private static boolean isFull(long value) {
        return value >= FULL_32;
    }

    private static int field(long value) {
        return (int) Math.min(value, FULL_32);
    }

    private static short dosTime(LocalDateTime time) {
        return (short) (time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() >> 1);
    }

    private static short dosDate(LocalDateTime time) {
        return (short) (Math.clamp(time.getYear() - 1980, 0,
                127) << 9 | time.getMonthValue() << 5 | time.getDayOfMonth());
    }

    private static ByteBuffer littleEndian(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
