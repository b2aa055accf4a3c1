package org.citywall.stream.ebike;

import java.util.List;
import org.citywall.contracts.ebike.PortView;

/** Looks into lists of what is wrong; they are empty most of the time. */
final class Findings {
    private Findings() {}

    static int level(List<Finding> findings, EbikeKind rule) {
        Finding found = find(findings, rule);
        return found == null ? PortView.NO_LEVEL : found.level();
    }

    static Finding find(List<Finding> findings, EbikeKind rule) {
        for (int i = 0; i < findings.size(); i++) {
            if (findings.get(i).rule() == rule) {
                return findings.get(i);
            }
        }
        return null;
    }

    static int gravest(List<Finding> findings) {
        int gravest = PortView.NO_LEVEL;
        for (int i = 0; i < findings.size(); i++) {
            gravest = Math.min(gravest, findings.get(i).level());
        }
        return gravest;
    }

    /** In place of an older one of the same rule. */
    static void put(List<Finding> findings, Finding finding) {
        remove(findings, finding.rule());
        findings.add(finding);
    }

    static void remove(List<Finding> findings, EbikeKind rule) {
        for (int i = 0; i < findings.size(); i++) {
            if (findings.get(i).rule() == rule) {
                findings.remove(i);
                return;
            }
        }
    }
}
