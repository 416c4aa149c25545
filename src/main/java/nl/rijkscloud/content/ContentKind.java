package nl.rijkscloud.content;

import static nl.rijkscloud.content.ContentKind.Sort.ARCHIVE;
import static nl.rijkscloud.content.ContentKind.Sort.OFFICE;
import static nl.rijkscloud.content.ContentKind.Sort.OTHER;
import static nl.rijkscloud.content.ContentKind.Sort.PICTURE;
import static nl.rijkscloud.content.ContentKind.Sort.PROGRAM;
import static nl.rijkscloud.content.ContentKind.Sort.TEXT;
import static nl.rijkscloud.content.ContentKind.Sort.UNKNOWN;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of documents that we tell apart. Pages and mails have words for each; its code also labels a metric, so it
 * says nothing of the document.
 */
public enum ContentKind {
    EMPTY(OTHER, ""),
    PLAIN_TEXT(TEXT, "txt", "text/plain"),
    UTF32_TEXT(TEXT, "", "text/x-utf32"),
    WEB_PAGE(TEXT, "html htm", "text/html"),
    WEB_ARCHIVE(OFFICE, "mht mhtml", "multipart/related"),
    XML(TEXT, "xml", "application/xml"),
    EMAIL(OFFICE, "eml", "message/rfc822"),
    RTF(OFFICE, "rtf", "application/rtf"),
    WORD_XML(OFFICE, "", "application/vnd.ms-wordml"),
    EXCEL_XML(OFFICE, "", "application/vnd.ms-spreadsheetml"),
    /**
     * An Office document of today as one XML file. Word opens it under the name of a document of old without a
     * question.
     */
    OFFICE_XML(OFFICE, "doc"),
    OPEN_DOCUMENT_XML(OFFICE, "fodt fods fodp"),
    PDF(OFFICE, "pdf", "application/pdf"),
    PDF_FORM_DATA(OFFICE, "fdf xfdf", "application/vnd.fdf"),
    POSTSCRIPT(PICTURE, "eps", "application/postscript"),

    OFFICE_OPEN(OFFICE, "docx xlsx pptx ppsx docm xlsm", "application/x-tika-ooxml"),
    OFFICE_MACROS(OFFICE, ""),
    OFFICE_LOCKED(OFFICE, "docx xlsx pptx ppsx docm xlsm", "application/x-tika-ooxml-protected",
            "application/x-tika-msoffice"),
    OPEN_DOCUMENT(OFFICE, "odt ods odp", "application/vnd.oasis.opendocument.text"),
    IWORK(OFFICE, "pages numbers key"),
    /** In the container of old Office; the exact kind is stored deeper than the check has read. */
    OFFICE_OLD(OFFICE, "doc xls ppt pps", "application/x-tika-msoffice"),
    WORD_97(OFFICE, "doc", "application/msword"),
    EXCEL_97(OFFICE, "xls", "application/vnd.ms-excel"),
    POWERPOINT_97(OFFICE, "ppt pps", "application/vnd.ms-powerpoint"),
    OUTLOOK_MESSAGE(OFFICE, "msg", "application/vnd.ms-outlook"),
    EXCEL_BEFORE_97(OFFICE, "xls", "application/x-tika-old-excel"),
    EXCEL_STREAM(OFFICE, ""),
    WORD_BEFORE_97(OFFICE, ""),
    POWERPOINT_BEFORE_97(OFFICE, ""),
    WORDPERFECT(OFFICE, "wpd", "application/vnd.wordperfect"),
    LOTUS(OFFICE, "wk1", "application/vnd.lotus-1-2-3"),
    DBASE(OFFICE, "dbf", "application/x-dbf"),
    SIGNED(OFFICE, "p7m p7s", "application/pkcs7-mime", "application/pkcs7-signature"),
    SIGNED_CONTAINER(OFFICE, "asice", "application/vnd.etsi.asic-e+zip"),

    JPEG(PICTURE, "jpg jpeg jfif", "image/jpeg"),
    /** A photo with something before it, or of a sort that few programs know. */
    JPEG_ODD(PICTURE, ""),
    PNG(PICTURE, "png", "image/png"),
    GIF(PICTURE, "gif", "image/gif"),
    WEBP(PICTURE, "webp", "image/webp"),
    HEIC(PICTURE, "heic", "image/heic", "image/heif"),
    AVIF(PICTURE, "avif", "image/avif"),
    BMP(PICTURE, "bmp", "image/bmp"),
    TIFF(PICTURE, "tif tiff", "image/tiff"),
    JPEG_2000(PICTURE, "jp2", "image/jp2"),
    JPEG_XL(PICTURE, "jxl", "image/jxl"),
    SVG(PICTURE, "svg", "image/svg+xml"),
    DICOM(PICTURE, "dcm", "application/dicom"),
    PICTURE_OTHER(PICTURE, ""),
    MP4(PICTURE, "mp4", "video/mp4"),
    QUICKTIME(PICTURE, "mov", "video/quicktime"),
    M4A(PICTURE, "m4a", "audio/mp4"),
    MP3(PICTURE, "mp3", "audio/mpeg"),
    WAV(PICTURE, "wav", "audio/vnd.wave"),
    MEDIA_OTHER(PICTURE, ""),

    ZIP(ARCHIVE, "zip", "application/zip"),
    RAR(ARCHIVE, "rar", "application/x-rar-compressed"),
    SEVEN_ZIP(ARCHIVE, "7z", "application/x-7z-compressed"),
    GZIP(ARCHIVE, "gz gzip tgz z", "application/gzip"),
    BZIP(ARCHIVE, "bz2 bzip2", "application/x-bzip"),
    COMPRESS(ARCHIVE, "z", "application/x-compress"),
    LZMA(ARCHIVE, "lzma", "application/x-lzma"),
    CAB(ARCHIVE, "cab", "application/vnd.ms-cab-compressed"),
    TAR(ARCHIVE, "tar", "application/x-tar"),
    XZ(ARCHIVE, "xz", "application/x-xz"),
    ARCHIVE_OTHER(ARCHIVE, ""),
    /** Two files of a Mac in one: the document is in there, behind its icon and colour. */
    MAC_ENVELOPE(OTHER, ""),

    WINDOWS_PROGRAM(PROGRAM, ""),
    WINDOWS_INSTALLER(PROGRAM, ""),
    LINUX_PROGRAM(PROGRAM, ""),
    MAC_PROGRAM(PROGRAM, ""),
    JAVA_PROGRAM(PROGRAM, ""),
    /** In a zip, as {@link #APP_PACKAGE} is. */
    JAVA_ARCHIVE(PROGRAM, ""),
    APP_PACKAGE(PROGRAM, ""),
    OTHER_PROGRAM(PROGRAM, ""),
    SHORTCUT(PROGRAM, ""),
    HELP_FILE(PROGRAM, ""),
    ONENOTE(PROGRAM, ""),
    DISK_IMAGE(PROGRAM, ""),
    SCRIPT(PROGRAM, ""),
    WEB_PROGRAM(PROGRAM, ""),
    /** A table whose first cell is "ID", which Excel takes for SYLK: a format that can hold commands. */
    SYLK(PROGRAM, ""),
    FLASH(PROGRAM, ""),

    /** Office leaves it beside a document while somebody has that open. */
    LOCK_FILE(UNKNOWN, ""),
    UNRECOGNISED(UNKNOWN, "");

    /** Decides under which names that are not its own a document may stand. */
    enum Sort { TEXT, OFFICE, PICTURE, ARCHIVE, OTHER, PROGRAM, UNKNOWN }

    private final Sort sort;
    private final List<String> extensions;
    private final List<String> types;

    /**
     * @param extensions under which it is at home, the usual one first
     * @param types what Tika calls it
     */
    ContentKind(Sort sort, String extensions, String... types) {
        this.sort = sort;
        this.extensions = extensions.isEmpty() ? List.of() : List.of(extensions.split(" "));
        this.types = List.of(types);
    }

    /** As pages, mails and the metric name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** One that a later version knows is not known here. */
    public static ContentKind of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst().orElse(UNRECOGNISED);
    }

    /** The name that a picture should have had; programs open pictures by it. */
    public Optional<String> rightExtension() {
        return sort == PICTURE ? extensions.stream().findFirst() : Optional.empty();
    }

    Sort sort() {
        return sort;
    }

    List<String> extensions() {
        return extensions;
    }

    List<String> types() {
        return types;
    }
}
