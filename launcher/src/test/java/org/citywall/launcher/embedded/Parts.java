package org.citywall.launcher.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * All parts on one data directory, started as the launcher does it; also as a process of its own.
 */
final class Parts {
    static final String UP = "UP";
    private static final Duration SOON = Duration.ofSeconds(20);

    final DataLock lock;
    final Children children;
    final EmbeddedKafka kafka;
    final EmbeddedRedis redis;
    final EmbeddedPostgres postgres;
    final EmbeddedFlink flink;

    Parts(Path dataDir, Ports ports) {
        lock = DataLock.take(dataDir);
        children = Children.open(dataDir);
        children.reap();
        ports.requireFree();
        kafka = new EmbeddedKafka(dataDir, ports.kafka());
        redis = new EmbeddedRedis(dataDir, ports.redis(), children);
        postgres = new EmbeddedPostgres(dataDir, ports.postgres(), children);
        flink =
                new EmbeddedFlink(
                        new FlinkSettings(dataDir, ports.flinkRest(), ports.flinkMetrics(), 1));
    }

    void start() {
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(kafka::start, Parts::inThread),
                        CompletableFuture.runAsync(redis::start, Parts::inThread),
                        CompletableFuture.runAsync(postgres::start, Parts::inThread),
                        CompletableFuture.runAsync(flink::start, Parts::inThread))
                .join();
    }

    private static void inThread(Runnable task) {
        new Thread(task).start();
    }

    void startJob(Path starts) {
        flink.submit("counting", CountingJob.writingTo(starts));
        flink.awaitRunning("counting", SOON);
    }

    void stop() {
        flink.stop();
        kafka.stop();
        postgres.stop();
        redis.stop();
        lock.close();
    }

    /**
     * Runs until it is killed; says {@link #UP} when all serve.
     *
     * @param args the data directory, the file for the job's starts, and the offset of the ports
     */
    public static void main(String[] args) throws InterruptedException {
        Ports ports = Ports.offset(Integer.parseInt(args[2]));
        Parts parts = new Parts(Path.of(args[0]), ports);
        parts.start();
        parts.startJob(Path.of(args[1]));
        System.out.println(UP);
        Thread.currentThread().join();
    }
}
