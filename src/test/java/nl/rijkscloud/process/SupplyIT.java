package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The jar names the work of others in it. The build itself fails for a licence that it does not know. */
final class SupplyIT {
    private static final String BILL = "META-INF/rijkscloud.cdx.json";

    @Test
    void billOfMaterialsNamesEveryLibraryWithItsLicence() throws IOException {
        Assumptions.assumeTrue("required".equals(System.getenv("RIJKSCLOUD_SUPPLY_TESTS")) || names().contains(BILL),
                "Maven makes the bill online only");
        var bill = new JsonObject(read(BILL));
        var parts = bill.getJsonArray("components").stream().map(JsonObject.class::cast).toList();

        assertThat(bill.getString("bomFormat")).isEqualTo("CycloneDX");
        assertThat(parts).extracting(part -> part.getString("purl")).doesNotHaveDuplicates()
                .anyMatch(purl -> purl.startsWith("pkg:maven/io.vertx/vertx-core@"))
                .anyMatch(purl -> purl.startsWith("pkg:npm/%40noble/ed25519@"))
                .noneMatch(purl -> purl.contains("junit") || purl.contains("eslint"));
        assertThat(parts).allSatisfy(part -> assertThat(part.getJsonArray("licenses")).isNotEmpty());
    }

    @Test
    void ownLicenceAndThoseOfLibrariesAreKept() throws IOException {
        assertThat(read("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
        assertThat(names()).filteredOn(name -> name.startsWith("META-INF/licences/"))
                .anyMatch(name -> name.matches("META-INF/licences/tika-core-[^/]+/NOTICE[^/]*"))
                .anyMatch(name -> name.matches("META-INF/licences/commons-csv-[^/]+/NOTICE[^/]*"))
                .anyMatch(name -> name.matches("META-INF/licences/slf4j-api-[^/]+/LICENSE[^/]*"))
                .hasSizeGreaterThan(50);
        assertThat(names()).contains("webroot/lib/@noble/ed25519/LICENSE");
    }

    @Test
    void nativeLibrariesAreThoseOfLinux() throws IOException {
        assertThat(names()).filteredOn(name -> name.startsWith("META-INF/native/")).hasSize(4)
                .allMatch(name -> name.contains("linux") && name.endsWith(".so"));
    }

    private static List<String> names() throws IOException {
        try (var jar = new JarFile(Jar.PATH.toFile())) {
            return jar.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")).toList();
        }
    }

    private static String read(String name) throws IOException {
        try (var jar = new JarFile(Jar.PATH.toFile()); var in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
