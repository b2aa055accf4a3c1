package org.citywall.launcher.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.function.LongConsumer;
import org.citywall.launcher.client.ApiClient;

/** Presses as single CloudEvents over HTTP/1.1, on as many kept connections as there are panels. */
final class HttpRoad implements IngestRoad {
    private static final int ACCEPTED = 202;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client;
    private final int port;
    private final String token;
    private final List<String> devices;

    HttpRoad(int port, String token, List<String> devices, int connections) {
        this.port = port;
        this.token = token;
        this.devices = devices;
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(connections));
    }

    @Override
    public void press(int number, LongConsumer confirmed) {
        String device = devices.get(number % devices.size());
        Buffer event = Buffer.buffer(ApiClient.pressEvent(device, "ingest-" + number));
        client.request(HttpMethod.POST, port, "127.0.0.1", "/api/v1/events")
                .compose(
                        request ->
                                request.putHeader("content-type", "application/cloudevents+json")
                                        .putHeader("authorization", "Bearer " + token)
                                        .send(event))
                .onSuccess(
                        answer -> {
                            if (answer.statusCode() == ACCEPTED) {
                                confirmed.accept(System.nanoTime());
                            }
                        });
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
