package org.citywall.launcher.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.citywall.launcher.Citywall;

/**
 * 10,000 registered panels connected at once, each with a heartbeat every 30 s: what they cost in
 * memory, and whether every heartbeat is confirmed. The panels live in a process of their own, so
 * that only the gateway's side is counted.
 */
public final class PanelsBench {
    /** What is held. */
    public record Plan(int panels, int heartbeatSeconds, int holdSeconds) {
        /** 10,000 panels, a heartbeat each 30 s, held for two minutes. */
        public static Plan standard() {
            return new Plan(10_000, 30, 120);
        }
    }

    private static final int SETTLE_S = 30;
    private static final int STOP_S = 30;
    private static final double MIB = 1024.0;

    private PanelsBench() {}

    /** Starts the city, which must have {@link IngestBench#options}, and measures. */
    public static BenchReport run(Citywall city, Plan plan)
            throws IOException, InterruptedException {
        city.start();
        BenchReport report = new BenchReport("panels");
        IngestBench.register(city, plan.panels());
        TimeUnit.SECONDS.sleep(SETTLE_S);
        double before = Memory.residentKib(ProcessHandle.current()) / MIB;
        Process holder = launch(city.ports().gb26875(), plan);
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))) {
            double most = before;
            String line = out.readLine();
            while (line != null && !line.startsWith("HELD")) {
                System.out.println(line);
                double now =
                        (Memory.residentKib(ProcessHandle.current())
                                        - Memory.residentKib(holder.toHandle()))
                                / MIB;
                most = Math.max(most, now);
                line = out.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the panels ended before their time");
            }
            String[] counts = line.split(" ", 3);
            long sent = Long.parseLong(counts[1]);
            long confirmed = Long.parseLong(counts[2]);
            report.metric("panels.connected", "1", plan.panels());
            report.metric("heartbeats.sent", "1", (double) sent);
            report.metric("memory.before", "MiB", before);
            report.metric("memory.most", "MiB", most);
            report.metric("memory.extra", "MiB", most - before);
            report.oracle().add(sent, sent - confirmed, 0, 0);
            report.endRound();
        } finally {
            holder.destroy();
            if (!holder.waitFor(STOP_S, TimeUnit.SECONDS)) {
                holder.destroyForcibly();
            }
        }
        return report;
    }

    private static Process launch(int port, Plan plan) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-cp",
                        ManagementFactory.getRuntimeMXBean().getClassPath(),
                        Holder.class.getName(),
                        "" + port,
                        "" + plan.panels(),
                        "" + plan.heartbeatSeconds(),
                        "" + plan.holdSeconds())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The process with the panels. */
    static final class Holder {
        private static final int SLICES_PER_SECOND = 20;
        private static final int ANSWERS_WITHIN_S = 10;

        private Holder() {}

        public static void main(String[] args) throws InterruptedException, TimeoutException {
            int count = Integer.parseInt(args[1]);
            int periodSeconds = Integer.parseInt(args[2]);
            int holdSeconds = Integer.parseInt(args[3]);
            long sent = 0;
            AtomicLong confirmed = new AtomicLong();
            LongConsumer onConfirm = at -> confirmed.incrementAndGet();
            PanelLines panels = PanelLines.connect(Integer.parseInt(args[0]), count);
            System.out.println(count + " panels connected");
            int slices = periodSeconds * SLICES_PER_SECOND;
            long begun = System.nanoTime();
            for (int slice = 0; slice < holdSeconds * SLICES_PER_SECOND; slice++) {
                long due = begun + slice * TimeUnit.SECONDS.toNanos(1) / SLICES_PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                for (int i = slice % slices; i < count; i += slices) {
                    PanelLines.Held held = panels.all().get(i);
                    sent++;
                    held.context().runOnContext(nothing -> held.line().heartbeat(onConfirm));
                }
                if (slice % (10 * SLICES_PER_SECOND) == 0) {
                    System.out.println(
                            "heartbeats sent %d, confirmed %d".formatted(sent, confirmed.get()));
                }
            }
            TimeUnit.SECONDS.sleep(ANSWERS_WITHIN_S);
            System.out.println("HELD " + sent + " " + confirmed.get());
            panels.close();
            Runtime.getRuntime().halt(0);
        }
    }
}
