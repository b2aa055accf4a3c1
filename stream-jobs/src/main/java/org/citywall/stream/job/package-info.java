/** The jobs, each readable as its diagram: source, key, rule, sinks. */
package org.citywall.stream.job;
