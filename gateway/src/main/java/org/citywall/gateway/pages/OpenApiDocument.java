package org.citywall.gateway.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.citywall.contracts.Json;

/**
 * {@code GET /api/v1/openapi.json}: put together from the fragments {@code openapi/*.json} on the
 * class path, so that each package describes its own part.
 */
public final class OpenApiDocument {
    private static final String FOLDER = "openapi";

    private OpenApiDocument() {}

    /** Adds the route. */
    public static void mount(Router router) {
        Buffer document = Buffer.buffer(Json.bytes(merged()));
        router.get("/api/v1/openapi.json")
                .handler(
                        context ->
                                context.response()
                                        .putHeader("content-type", "application/json")
                                        .end(document.copy()));
    }

    /** The whole document. */
    static ObjectNode merged() {
        ObjectNode all = Json.mapper().createObjectNode();
        all.put("openapi", "3.1.0");
        all.putObject("info").put("title", "Citywall").put("version", "v1");
        try {
            ClassLoader loader = OpenApiDocument.class.getClassLoader();
            for (URL folder : Collections.list(loader.getResources(FOLDER))) {
                addFolder(all, folder.toURI());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the fragments", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path names no address", e);
        }
        return all;
    }

    private static void addFolder(ObjectNode all, URI folder) throws IOException {
        if (folder.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                addFiles(all, jar.getPath(FOLDER));
            }
        } else {
            addFiles(all, Path.of(folder));
        }
    }

    private static void addFiles(ObjectNode all, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> fragments =
                    files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
            for (Path fragment : fragments) {
                try (InputStream in = Files.newInputStream(fragment)) {
                    merge(all, Json.mapper().readTree(in));
                }
            }
        }
    }

    /** Objects are joined field by field; what is there already stays. */
    private static void merge(ObjectNode into, JsonNode from) {
        from.properties()
                .forEach(
                        each -> {
                            JsonNode there = into.get(each.getKey());
                            if (there == null) {
                                into.set(each.getKey(), each.getValue());
                            } else if (there.isObject() && each.getValue().isObject()) {
                                merge((ObjectNode) there, each.getValue());
                            }
                        });
    }
}
