/** The manifests of k8s/, held against their schemas, the code's settings and our own rules. */
package org.citywall.launcher.k8s;
