/** Ports that speak no TLS of ours in an environment that encrypts, each with the reason, in words that follow "in clear:". */
export const PORTS_IN_CLEAR: Readonly<Record<string, string>> = {
  "mail smtp": "the catcher knows no STARTTLS; real mail goes out by it",
  "mail web": "its page is opened through the loopback interface, and a probe asks it nothing",
  "preview web": "its page is opened through the loopback interface; what it asks Prometheus is encrypted",
  "grafana web":
    "Prometheus scrapes it with a password; its Terraform provider would have to be told of the authority before there is one",
  "cadvisor metrics": "its program knows no TLS",
  "alertmanager cluster": "gossip of silences, between two of one network",
  "alertmanager-b cluster": "gossip of silences, between two of one network",
  "thanos-receive web": "Thanos is on a network of its own with who writes to it",
  "thanos-receive grpc": "Thanos is on a network of its own with who asks it",
  "thanos-receive remote-write": "Thanos is on a network of its own with who writes to it",
  "thanos-store web": "Thanos is on a network of its own with who asks it",
  "thanos-store grpc": "Thanos is on a network of its own with who asks it",
  "thanos-query web": "Thanos is on a network of its own with who asks it",
};
