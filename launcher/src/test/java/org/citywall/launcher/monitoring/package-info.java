/** What k8s/monitoring has for Prometheus and Grafana, held against the pages and by promtool. */
package org.citywall.launcher.monitoring;
