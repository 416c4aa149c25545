package nl.rijkscloud.content;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds scripts of Windows or a shell, by their beginning or by calls that only programs make. Texts about programs may
 * hold such words too, so the calls have to stand at the beginning of a line.
 */
final class ScriptDetector {
    private static final List<Pattern> BEGINNINGS = Stream.of(
                    "#!\\s*/",
                    "@echo\\s+(off|on)",
                    "@?(setlocal|cls\\s*$|rem\\s.*\\R+\\s*(set|echo|cd|start|call|if|@)\\s)",
                    "<\\?php",
                    "\\[(InternetShortcut|Shell|autorun|\\.ShellClassInfo)\\]",
                    "(Windows Registry Editor Version|REGEDIT4)",
                    "\\[Version\\]\\s*\\R+\\s*Signature\\s*=",
                    "WEB\\R1\\Rhttps?:",
                    "(ON ERROR RESUME NEXT|OPTION EXPLICIT)\\s*$",
                    "(import\\s+(os|sys|subprocess|socket)\\b|from\\s+\\w+\\s+import\\s)",
                    "\\s*tell\\s+application\\s+\"")
            .map(ScriptDetector::compiled)
            .toList();

    /** One pattern for all of them: it is tried once at each line. */
    private static final Pattern LINE = compiled("\\s*(?:" + String.join("|",
            "(Set|Dim|var|let|const)\\s+\\w+.*(CreateObject|ActiveXObject|WScript\\.|GetObject)\\s*\\(?",
            "(new\\s+ActiveXObject|CreateObject\\s*\\(|WScript\\.\\w+|eval\\s*\\()",
            "(powershell|cmd|wscript|cscript|mshta|rundll32|regsvr32|bitsadmin|"
            + "certutil)(\\.exe)?\\s+[-/\\w\"]",
            "(Invoke-(Expression|WebRequest|Command)|IEX\\s*\\(|Start-Process|Set-ExecutionPolicy|"
            + "Add-Type)\\b",
            "\\$\\w+\\s*=\\s*(New-Object|\\[System\\.|Get-)",
            "(Sub|Function)\\s+(Auto_?Open|AutoExec|Document_Open|Workbook_Open)\\b",
            "Attribute\\s+VB_Name\\b") + ")");

    private ScriptDetector() {}

    /** @param text from its first character that is not white space */
    static boolean isOne(String text) {
        return BEGINNINGS.stream().anyMatch(sign -> sign.matcher(text).lookingAt()) || hasCall(text);
    }

    private static boolean hasCall(String text) {
        var line = LINE.matcher(text);
        for (var at = 0; at < text.length(); at++) {
            if (beginsLine(text, at) && line.region(at, text.length()).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    /** As {@code ^} of a pattern sees it. */
    private static boolean beginsLine(String text, int at) {
        if (at == 0) {
            return true;
        }
        return switch (text.charAt(at - 1)) {
            case '\r' -> text.charAt(at) != '\n';
            case '\n', '\u0085', '\u2028', '\u2029' -> true;
            default -> false;
        };
    }

    private static Pattern compiled(String sign) {
        return Pattern.compile(sign, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    }
}
