/**
 * What several groups of alerts make together: pure rules behind the alerts job's own rule. What
 * they find is written back as facts into the inputs of the group that it is about.
 */
package org.citywall.stream.alert.across;
