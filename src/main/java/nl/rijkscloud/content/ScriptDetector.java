package nl.rijkscloud.content;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds what Windows or a shell would run, by how it begins or by calls that only programs make. Letters about programs
 * may hold such words too, so the calls have to stand at the beginning of a line.
 */
final class ScriptDetector {
    private static final List<Pattern> SIGNS = Stream.of(
                    "\\A#!\\s*/",
                    "\\A@echo\\s+(off|on)",
                    "\\A@?(setlocal|cls\\s*$|rem\\s.*\\R+\\s*(set|echo|cd|start|call|if|@)\\s)",
                    "\\A<\\?php",
                    "\\A\\[(InternetShortcut|Shell|autorun|\\.ShellClassInfo)\\]",
                    "\\A(Windows Registry Editor Version|REGEDIT4)",
                    "\\A\\[Version\\]\\s*\\R+\\s*Signature\\s*=",
                    "\\AWEB\\R1\\Rhttps?:",
                    "\\A(ON ERROR RESUME NEXT|OPTION EXPLICIT)\\s*$",
                    "^\\s*(Set|Dim|var|let|const)\\s+\\w+.*(CreateObject|ActiveXObject|WScript\\.|GetObject)\\s*\\(?",
                    "^\\s*(new\\s+ActiveXObject|CreateObject\\s*\\(|WScript\\.\\w+|eval\\s*\\()",
                    "^\\s*(powershell|cmd|wscript|cscript|mshta|rundll32|regsvr32|bitsadmin|"
                    + "certutil)(\\.exe)?\\s+[-/\\w\"]",
                    "^\\s*(Invoke-(Expression|WebRequest|Command)|IEX\\s*\\(|Start-Process|Set-ExecutionPolicy|"
                    + "Add-Type)\\b",
                    "^\\s*\\$\\w+\\s*=\\s*(New-Object|\\[System\\.|Get-)",
                    "^\\s*(Sub|Function)\\s+(Auto_?Open|AutoExec|Document_Open|Workbook_Open)\\b",
                    "^\\s*Attribute\\s+VB_Name\\b",
                    "\\A(import\\s+(os|sys|subprocess|socket)\\b|from\\s+\\w+\\s+import\\s)",
                    "\\A\\s*tell\\s+application\\s+\"")
            .map(sign -> Pattern.compile(sign, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE))
            .toList();

    private ScriptDetector() {}

    /** @param text from its first character that is not white space */
    static boolean isOne(String text) {
        return SIGNS.stream().anyMatch(sign -> sign.matcher(text).find());
    }
}
