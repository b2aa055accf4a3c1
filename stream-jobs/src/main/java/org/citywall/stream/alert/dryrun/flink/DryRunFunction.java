package org.citywall.stream.alert.dryrun.flink;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.citywall.contracts.alertrule.DryRunReport;
import org.citywall.contracts.alertrule.DryRunRequest;
import org.citywall.contracts.alertrule.DryRunResult;
import org.citywall.stream.alert.AlertPolicy;
import org.citywall.stream.alert.dryrun.DryRun;
import org.citywall.stream.alert.dryrun.DryRunLimits;
import org.citywall.stream.alert.dryrun.Histories;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs {@link DryRun} on a thread of its own, one after the other, beside a job that goes on. What
 * goes wrong is a result too: no request ever fails the job, and one that is older than anybody
 * waits is not begun, so that one which the job did not survive is not tried for ever.
 */
public final class DryRunFunction extends RichAsyncFunction<DryRunRequest, DryRunResult> {
    private static final Logger LOG = LoggerFactory.getLogger(DryRunFunction.class);
    private static final int MOST_WORDS = 300;

    private final Histories histories;
    private final AlertPolicy policy;
    private final DryRunLimits limits;
    private final Clock clock;
    private transient ExecutorService thread;
    private transient Map<String, Future<?>> running;
    private transient Counter runs;
    private transient Counter failed;

    /**
     * @param histories what is judged
     * @param policy the numbers of the alert rules
     * @param limits what a run may cost
     * @param clock only for how long a run may take; serialisable, as the JDK's are
     */
    public DryRunFunction(
            Histories histories, AlertPolicy policy, DryRunLimits limits, Clock clock) {
        this.histories = histories;
        this.policy = policy;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public void open(OpenContext context) {
        running = new ConcurrentHashMap<>();
        thread =
                Executors.newSingleThreadExecutor(
                        work -> {
                            Thread made = new Thread(work, "dry-run");
                            made.setDaemon(true);
                            return made;
                        });
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        runs = metrics.counter("dryRuns", new ThreadSafeSimpleCounter());
        failed = metrics.counter("dryRunsFailed", new ThreadSafeSimpleCounter());
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    @Override
    public void asyncInvoke(DryRunRequest request, ResultFuture<DryRunResult> result) {
        running.put(
                request.id(),
                thread.submit(
                        () -> {
                            result.complete(List.of(run(request)));
                            running.remove(request.id());
                        }));
    }

    @Override
    public void timeout(DryRunRequest request, ResultFuture<DryRunResult> result) {
        Future<?> task = running.remove(request.id());
        if (task != null) {
            task.cancel(true);
        }
        result.complete(List.of(failure(request, "试运行超时")));
    }

    private DryRunResult run(DryRunRequest request) {
        runs.inc();
        Instant begin = clock.instant();
        if (request.at().plus(limits.waiting()).isBefore(begin)) {
            return failure(request, "试运行请求已过时");
        }
        try (Histories.Opened history =
                histories.open(request.from(), begin.plus(limits.reading()))) {
            DryRunReport report = DryRun.of(request, history, policy, limits);
            LOG.info(
                    "dry run {} of {}: {} inputs, {} incidents differ, {} with less pages of red",
                    request.id(),
                    request.by(),
                    report.inputs(),
                    report.differing(),
                    report.redPagedLess());
            return new DryRunResult(request.id(), report, null, clock.instant());
        } catch (Exception e) {
            LOG.warn("dry run {} failed", request.id(), e);
            return failure(request, "试运行失败：" + e);
        }
    }

    private DryRunResult failure(DryRunRequest request, String words) {
        failed.inc();
        String told = words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
        return new DryRunResult(request.id(), null, told, clock.instant());
    }
}
