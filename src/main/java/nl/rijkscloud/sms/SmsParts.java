package nl.rijkscloud.sms;

/**
 * Counts the parts of a text message, which set its price. The alphabet is that of 3GPP TS 23.038 (GSM 03.38), in which
 * a few signs count double; a text with any other sign goes as UCS-2. Parts that are joined give up some room for that
 * (TS 23.040).
 *
 * @param parts at least 1
 * @param room what one part alone can hold
 * @param length in the same unit
 * @param foreign the first sign that is not in the alphabet, or nothing
 */
record SmsParts(int parts, int room, int length, String foreign) {
    private static final String BASIC =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    private static final int SEPTETS = 160;
    private static final int SEPTETS_JOINED = 153;
    private static final int UNITS = 70;
    private static final int UNITS_JOINED = 67;

    static SmsParts of(String text) {
        var foreign = text.codePoints().filter(sign -> septets(sign) == 0).mapToObj(Character::toString).findFirst();
        return foreign.isEmpty()
                ? of(text.codePoints().map(SmsParts::septets).toArray(), SEPTETS, SEPTETS_JOINED, "")
                : of(text.codePoints().map(Character::charCount).toArray(), UNITS, UNITS_JOINED, foreign.get());
    }

    /** True when the alphabet has this sign. */
    static boolean has(int sign) {
        return septets(sign) > 0;
    }

    /** Counts parts without cutting a sign in two. */
    private static SmsParts of(int[] widths, int room, int joined, String foreign) {
        var length = 0;
        var parts = 1;
        var filled = 0;
        for (var width : widths) {
            length += width;
            if (filled + width > joined) {
                parts++;
                filled = 0;
            }
            filled += width;
        }
        return new SmsParts(length <= room ? 1 : parts, room, length, foreign);
    }

    /** The septets of a sign; 0 when the alphabet does not have it. */
    private static int septets(int sign) {
        if (BASIC.indexOf(sign) >= 0) {
            return 1;
        }
        return EXTENSION.indexOf(sign) >= 0 ? 2 : 0;
    }
}
