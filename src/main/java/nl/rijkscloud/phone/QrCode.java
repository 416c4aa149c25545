package nl.rijkscloud.phone;

import io.nayuki.qrcodegen.QrCode.Ecc;

/**
 * A text as a QR code (ISO/IEC 18004), drawn as the path of an SVG image.
 *
 * @param size modules on each side, without the quiet zone of four modules that belongs around it
 * @param path the dark modules, each one unit wide, with the origin in the upper left corner
 */
record QrCode(int size, String path) {
    /** Error correction "medium": the code is shown on a screen, where nothing wears it. */
    static QrCode of(String text) {
        var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
        var path = new StringBuilder();
        for (var row = 0; row < code.size; row++) {
            appendRow(path, code, row);
        }
        return new QrCode(code.size, path.toString());
    }

    /** Draws each run of dark modules as one rectangle. */
    private static void appendRow(StringBuilder path, io.nayuki.qrcodegen.QrCode code, int row) {
        for (var column = 0; column < code.size; column++) {
            var begin = column;
            while (code.getModule(column, row)) { // light outside of the code
                column++;
            }
            if (column > begin) {
                path.append('M').append(begin).append(' ').append(row).append('h').append(column - begin)
                        .append("v1h-").append(column - begin).append('z');
            }
        }
    }

    @Override
    public String toString() {
        return "QrCode[***]";
    }
}
