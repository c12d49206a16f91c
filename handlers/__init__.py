"""What people do in Slack: parse → one act → one view. A file a feature; `features.register` lists them all."""
