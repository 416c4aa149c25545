package nl.rijkscloud.sms;

import java.text.Normalizer;
import java.util.Map;

/**
 * Writes a name in the alphabet of text messages, in which one part holds 160 characters; with one other sign it holds
 * 70.
 */
final class GsmText {
    private static final Map<Integer, String> WRITTEN = Map.ofEntries(
            Map.entry((int) '’', "'"), Map.entry((int) '‘', "'"), Map.entry((int) 'ʼ', "'"),
            Map.entry((int) '“', "\""), Map.entry((int) '”', "\""),
            Map.entry((int) '„', "\""), Map.entry((int) '–', "-"), Map.entry((int) '—', "-"),
            Map.entry((int) 'œ', "oe"), Map.entry((int) 'Œ', "OE"),
            Map.entry((int) 'ł', "l"), Map.entry((int) 'Ł', "L"), Map.entry((int) 'đ', "d"), Map.entry((int) 'Đ', "D"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ẞ', "SS"), Map.entry((int) '№', "nr."), Map.entry((int) '·', "."),
            Map.entry((int) '`', "'"), Map.entry((int) '´', "'"));

    private GsmText() {}

    /**
     * Replaces letters that the alphabet does not have by those that look like them, and leaves out signs without any.
     */
    static String of(String name) {
        var text = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(sign -> text.append(written(sign)));
        return text.toString().strip().replaceAll(" +", " ");
    }

    private static String written(int sign) {
        var own = Character.toString(sign);
        if (SmsParts.has(sign) && sign >= ' ') {
            return own;
        }
        var plain =
                WRITTEN.getOrDefault(sign, Normalizer.normalize(own, Normalizer.Form.NFKD).replaceAll("\\p{M}", ""));
        return plain.codePoints().allMatch(one -> SmsParts.has(one) && one >= ' ') ? plain : "";
    }
}
