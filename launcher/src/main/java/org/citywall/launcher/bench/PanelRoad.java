package org.citywall.launcher.bench;

import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** Presses over GB/T 26875.3, each at a component of its own. */
final class PanelRoad implements IngestRoad {
    private static final int POSITIONS = 0x10000;

    private final PanelLines panels;

    PanelRoad(int port, int connections) throws InterruptedException, TimeoutException {
        panels = PanelLines.connect(port, connections);
    }

    @Override
    public void press(int number, LongConsumer confirmed) {
        PanelLines.Held held = panels.all().get(number % panels.all().size());
        int component = number / panels.all().size();
        held.context()
                .runOnContext(
                        nothing ->
                                held.line()
                                        .press(
                                                1 + component / POSITIONS,
                                                component % POSITIONS,
                                                confirmed));
    }

    @Override
    public void close() {
        panels.close();
    }
}
