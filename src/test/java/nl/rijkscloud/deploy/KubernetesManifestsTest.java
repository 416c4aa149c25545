package nl.rijkscloud.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import nl.rijkscloud.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests belong together: labels, ports, volumes, files and times that name each other. */
class KubernetesManifestsTest {
    private static final Path FOLDER = Path.of("deploy/kubernetes");

    @TempDir
    Path folder;

    private final List<JsonObject> all = resources();

    @Test
    void everyResourceIsNamedAndInOneNamespace() {
        assertThat(all).extracting(one -> one.getString("kind")).containsExactlyInAnyOrder(
                "Namespace", "ConfigMap", "PersistentVolumeClaim", "PersistentVolumeClaim", "Deployment", "Service",
                "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy", "Ingress",
                "ServiceMonitor");
        assertThat(all).allSatisfy(one -> {
            assertThat(one.getString("apiVersion")).isNotBlank();
            var meta = one.getJsonObject("metadata");
            assertThat(meta.getString("namespace", meta.getString("name"))).isEqualTo("rijkscloud");
        });
    }

    @Test
    void selectorsFindThePods() {
        var labels = pod().getJsonObject("metadata").getJsonObject("labels");
        assertThat(List.of(
                at(one("Deployment"), "spec.selector.matchLabels"), at(one("PodDisruptionBudget"),
                        "spec.selector.matchLabels"),
                at(one("NetworkPolicy"), "spec.podSelector.matchLabels"), at(one("Service"), "spec.selector")))
                .allMatch(labels::equals);
        var scraped = all.stream().filter(one -> "Service".equals(one.getString("kind")))
                .map(one -> at(one, "metadata.labels").getMap().entrySet())
                .filter(found -> found.containsAll(at(one("ServiceMonitor"), "spec.selector.matchLabels").getMap()
                        .entrySet()));
        assertThat(scraped).hasSize(1);
    }

    @Test
    void configurationIsOneThatThePortalTakesAndFitsTheContainer() throws IOException {
        var text = at(one("ConfigMap"), "data").getString("rijkscloud.yaml");
        var config = ConfigFile.load(Files.writeString(folder.resolve("rijkscloud.yaml"), text),
                Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", secret().toString()));
        var container = container();
        var ports = container.getJsonArray("ports").stream().map(JsonObject.class::cast).toList();

        assertThat(ports).extracting(port -> port.getInteger("containerPort"))
                .containsExactly(config.server().port(), config.management().port());
        var mounts = container.getJsonArray("volumeMounts").stream().map(JsonObject.class::cast)
                .map(mount -> mount.getString("mountPath")).toList();
        assertThat(List.of(config.storage().folder(), config.storage().keys(), config.masterKey()))
                .allMatch(path -> mounts.stream().anyMatch(path::startsWith));
        var grace = at(pod(), "spec").getInteger("terminationGracePeriodSeconds");
        assertThat(grace).isGreaterThanOrEqualTo(
                (int) config.server().drainAfter().plus(config.server().drain()).toSeconds() + 20);
    }

    @Test
    void everyMountHasItsVolumeAndEveryProbeAnAddressOfThePortal() {
        var volumes = at(pod(), "spec").getJsonArray("volumes").stream().map(JsonObject.class::cast)
                .map(volume -> volume.getString("name")).toList();
        assertThat(container().getJsonArray("volumeMounts").stream().map(JsonObject.class::cast)
                .map(mount -> mount.getString("name"))).containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(List.of("startupProbe", "livenessProbe", "readinessProbe")).allSatisfy(probe ->
                assertThat(at(container(), probe + ".httpGet").getString("path")).matches("/health/(live|ready)"));
    }

    @Test
    void containerMayDoAsLittleAsTheImageNeeds() {
        var security = container().getJsonObject("securityContext");
        assertThat(security.getBoolean("readOnlyRootFilesystem")).isTrue();
        assertThat(security.getBoolean("allowPrivilegeEscalation")).isFalse();
        assertThat(security.encode()).contains("\"drop\":[\"ALL\"]");
        assertThat(at(pod(), "spec.securityContext").getBoolean("runAsNonRoot")).isTrue();
        assertThat(container().getString("image")).contains("@sha256:");
    }

    private Path secret() throws IOException {
        return Files.writeString(folder.resolve("password"), "secret");
    }

    private JsonObject one(String kind) {
        return all.stream().filter(one -> kind.equals(one.getString("kind"))).findFirst().orElseThrow();
    }

    private JsonObject pod() {
        return at(one("Deployment"), "spec.template");
    }

    private JsonObject container() {
        return at(pod(), "spec").getJsonArray("containers").getJsonObject(0);
    }

    private static JsonObject at(JsonObject in, String path) {
        var found = in;
        for (var step : path.split("\\.")) {
            found = found.getJsonObject(step);
        }
        return found;
    }

    /** The resources in the order of kustomization.yaml. */
    private static List<JsonObject> resources() {
        return documents("kustomization.yaml").getFirst().getJsonArray("resources").stream()
                .flatMap(file -> documents(file.toString()).stream()).toList();
    }

    @SuppressWarnings("unchecked")
    private static List<JsonObject> documents(String file) {
        try {
            var loaded = new Load(LoadSettings.builder().build()).loadAllFromString(
                    Files.readString(FOLDER.resolve(file)));
            return StreamSupport.stream(loaded.spliterator(), false)
                    .map(document -> new JsonObject(new JsonObject((Map<String, Object>) document).encode())).toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
