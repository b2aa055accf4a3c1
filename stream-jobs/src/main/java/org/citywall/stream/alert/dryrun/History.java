package org.citywall.stream.alert.dryrun;

import java.util.Iterator;
import java.util.List;

/** Inputs in the order of their log time; read once. */
public interface History extends Iterator<LoggedInput> {
    /** Records so far that could not be read. */
    long malformed();

    /** Whether it ended because there was no more time to read it. */
    boolean isCutShort();

    /** These inputs. */
    static History of(List<LoggedInput> inputs) {
        Iterator<LoggedInput> all = inputs.iterator();
        return new History() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public LoggedInput next() {
                return all.next();
            }

            @Override
            public long malformed() {
                return 0;
            }

            @Override
            public boolean isCutShort() {
                return false;
            }
        };
    }
}
