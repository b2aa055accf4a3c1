package org.citywall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.citywall.gateway.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that does not answer any more must not be waited for without end. */
@Timeout(60)
class SilentPostgresIT {
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final TestPostgres postgres = TestPostgres.create();
    private final AtomicBoolean isSilent = new AtomicBoolean();
    private NetServer wire;
    private Pool pool;

    @BeforeEach
    void connect() {
        wire =
                vertx.createNetServer()
                        .connectHandler(this::carry)
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        String url = postgres.jdbcUrl();
        String database = url.substring(url.lastIndexOf('/') + 1).replaceFirst("\\?.*", "");
        pool =
                StorePart.pool(
                        vertx,
                        new GatewayConfig.Postgres(
                                "127.0.0.1",
                                wire.actualPort(),
                                database,
                                "postgres",
                                "postgres",
                                LONGEST),
                        "test",
                        1,
                        LONGEST,
                        Map.of());
    }

    @AfterEach
    void disconnect() {
        pool.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Carries bytes both ways, and none while the wire is silent: nobody is told. */
    private void carry(NetSocket here) {
        here.pause();
        vertx.createNetClient()
                .connect(postgres.port(), "127.0.0.1")
                .onSuccess(
                        there -> {
                            here.handler(bytes -> pass(bytes, there));
                            there.handler(bytes -> pass(bytes, here));
                            here.closeHandler(end -> there.close());
                            there.closeHandler(end -> here.close());
                            here.resume();
                        });
    }

    private void pass(Buffer bytes, NetSocket to) {
        if (!isSilent.get()) {
            to.write(bytes);
        }
    }

    private String ask(String sql) {
        return pool.query(sql)
                .execute()
                .map(rows -> String.valueOf(rows.iterator().next().getValue(0)))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Test
    void everySessionHasItsLimits() {
        assertThat(ask("SHOW statement_timeout")).isEqualTo("1s");
        assertThat(ask("SHOW lock_timeout")).isEqualTo("500ms");
        assertThat(ask("SHOW idle_in_transaction_session_timeout")).isEqualTo("1s");
        assertThat(ask("SHOW tcp_keepalives_idle")).isEqualTo("10");
    }

    @Test
    void aStatementThatTakesTooLongIsEndedByTheServer() {
        Future<?> slow = pool.query("SELECT pg_sleep(30)").execute();

        await().atMost(Duration.ofSeconds(10)).until(slow::isComplete);

        assertThat(slow.cause()).hasMessageContaining("statement timeout");
        assertThat(ask("SELECT 1")).isEqualTo("1");
    }

    @Test
    void aServerThatFallsSilentIsLeftAndFoundAgain() {
        assertThat(ask("SELECT 1")).isEqualTo("1");
        isSilent.set(true);
        Future<?> unanswered = pool.query("SELECT 2").execute();

        await().atMost(Duration.ofSeconds(10)).until(unanswered::failed);

        isSilent.set(false);
        assertThat(ask("SELECT 3")).isEqualTo("3");
    }
}
