package org.citywall.gateway.pages;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.citywall.contracts.access.Role;
import org.citywall.gateway.access.Guard;
import org.citywall.gateway.access.Principal;
import org.citywall.gateway.http.Answers;
import org.citywall.gateway.http.Problem;

/** {@code GET /api/v1/map/base.geojson}: the static base of the map, compressed once. */
public final class BaseMap {
    private final Vertx vertx;
    private final Path file;
    private final Guard guard;
    private volatile Loaded loaded;

    private record Loaded(FileTime modifiedAt, String etag, Buffer gzip, Buffer plain) {}

    /**
     * Serves a directory.
     *
     * @param directory holds {@code base.geojson}
     */
    public BaseMap(Vertx vertx, Path directory, Guard guard) {
        this.vertx = vertx;
        this.file = directory.resolve("base.geojson");
        this.guard = guard;
    }

    /** Adds the route. */
    public void mount(Router router) {
        router.get("/api/v1/map/base.geojson").handler(guard.require(Role.VIEWER, this::send));
    }

    private void send(RoutingContext context, Principal who) {
        Future<Loaded> current = vertx.executeBlocking(this::load, false);
        current.onSuccess(map -> send(context, map))
                .onFailure(
                        error -> {
                            if (error instanceof NoSuchFileException) {
                                Problem.of(404, "not found", "no base map is configured")
                                        .send(context.response());
                            } else {
                                Answers.failure(context, error);
                            }
                        });
    }

    private static void send(RoutingContext context, Loaded map) {
        HttpServerResponse response = context.response();
        response.putHeader("etag", map.etag())
                .putHeader("cache-control", "private, no-cache")
                .putHeader("vary", "accept-encoding");
        if (map.etag().equals(context.request().getHeader("if-none-match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("content-type", "application/geo+json");
        String accepted = context.request().getHeader("accept-encoding");
        if (accepted != null && accepted.contains("gzip")) {
            response.putHeader("content-encoding", "gzip").end(map.gzip());
        } else {
            response.putHeader("content-encoding", "identity").end(map.plain());
        }
    }

    /** Reads the file again only if it was replaced. */
    private synchronized Loaded load() throws IOException {
        FileTime modifiedAt = Files.getLastModifiedTime(file);
        if (loaded == null || !loaded.modifiedAt().equals(modifiedAt)) {
            byte[] bytes = Files.readAllBytes(file);
            CRC32 sum = new CRC32();
            sum.update(bytes);
            String etag = "\"%08x-%x\"".formatted(sum.getValue(), bytes.length);
            loaded = new Loaded(modifiedAt, etag, Buffer.buffer(gzip(bytes)), Buffer.buffer(bytes));
        }
        return loaded;
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
