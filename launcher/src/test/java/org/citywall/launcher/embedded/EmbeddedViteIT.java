package org.citywall.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.citywall.contracts.testing.TestPorts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedViteIT {
    private static final Path WEB = Path.of("../web");

    @TempDir Path dir;
    private Children children;

    @BeforeEach
    void openChildren() {
        children = Children.open(dir);
    }

    @Test
    void servesTheSourcesWithHotReloadAndEndsWithNobodyLeft() throws Exception {
        int port = TestPorts.free();
        EmbeddedVite vite = new EmbeddedVite(WEB, dir, port, TestPorts.free(), children);
        vite.start();
        ProcessHandle node = ProcessHandle.of(vite.pid()).orElseThrow();
        try {
            assertThat(get(port, "/wall")).contains("/@vite/client").contains("/src/wall/main.ts");
            assertThat(get(port, "/src/wall/main.ts")).contains("import");
        } finally {
            vite.stop();
        }

        assertThat(node.isAlive()).isFalse();
        assertThat(children.recorded()).isEmpty();
        Ports.requireFree(port, "Vite");
    }

    @Test
    void sourcesWithoutTheirPackagesAreNamed() {
        EmbeddedVite vite = new EmbeddedVite(dir, dir, TestPorts.free(), 1, children);

        assertThatThrownBy(vite::start)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("npm ci");
    }

    private static String get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        // Not the client's default, an upgrade to HTTP/2: Vite takes an upgrade for a WebSocket.
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .version(HttpClient.Version.HTTP_1_1)
                        .timeout(Duration.ofSeconds(20))
                        .build();
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
