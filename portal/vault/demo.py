def demo_store(today, language): raise NotImplementedError
