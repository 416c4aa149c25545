package nl.rijkscloud.phone;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;

/** Reads QR codes from pictures, with another library than the one that makes them. */
public final class QrReader {
    private QrReader() {}

    /** Returns the text of the one code in the picture; throws when there is none. */
    public static String read(BufferedImage picture) {
        var width = picture.getWidth();
        var height = picture.getHeight();
        var source = new RGBLuminanceSource(width, height, picture.getRGB(0, 0, width, height, null, 0, width));
        try {
            return new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)))[0].getText();
        } catch (NotFoundException none) {
            throw new IllegalStateException("no QR code in this picture", none);
        }
    }
}
